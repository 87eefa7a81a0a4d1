import { isAddressField, isMediaTypeField } from "./embedding.js";
import type { Position } from "./positions.js";

/** What must be seen of a string in a position. */
export interface Expectation {
  /** Whether what other strings stand in stays, whatever this one is. */
  readonly isIndependent: boolean;
  /** Whether refusing the document is right: the field has a grammar, or names what must exist. */
  readonly mayBeRefused: boolean;
  /** Whether requests must say what they said before, with this string in the place of the former; or only as much. */
  readonly wire: "all" | "address" | "media type" | "nothing";
  /** Whether the docs show the string where they showed the former. */
  readonly shown: boolean;
}

/** Fields whose text decides what is generated, by a grammar of the specification. */
const grammar =
  /^(?:Root\.(?:openapi|swagger|host|basePath|schemes|consumes|produces|\$self)|Server\.(?:url|variables.*)|Variable\..*|\w+\.(?:type|in|style|format|collectionFormat|\$ref|\$schema|\$id|\$anchor|\$dynamicAnchor|\$dynamicRef|contentType|x-unwrap|content\{\}|contentEncoding|contentMediaType)|Operation\.(?:consumes|produces|schemes|responses\{\}|requestBody)|Scheme\.(?:scheme|flow)|RateLimit\..*|Pagination\..*|Flow\..*Url|PathItem\.additionalOperations\{\}|Discriminator\..*)$/;

/** Prose is CommonMark: it is shown as what it means. */
const prose = /\.(?:description|summary|title)$/;

/** Fields of which the docs show the identifier that they became, or what they refer to. */
const derived =
  /security|^(?:Components\.\w+\{\}|Root\.(?:definitions|parameters|responses)\{\}|Operation\.(?:operationId|tags|x-codegen-request-body-name)|Body\.x-codegen-request-body-name|Tag\.name|Info\.version)/;

/** What must be seen of a string in a position. */
export function expectationOf({ field, kind, text }: Position): Expectation {
  // A format that nobody knows means nothing. What lies below an extension of nobody's may be where a `$ref` leads.
  const isUnknownFormat = /\.format$/.test(field) && /^(?:formatword|\w+format)$/.test(text);
  const isGrammar = (grammar.test(field) && !isUnknownFormat) || /\.x-(?:\{\})*$/.test(field);
  const isPath = field === "Root.paths{}";
  const isMethod = field === "PathItem.additionalOperations{}";
  const isSecurity = /\.security(?:\{\}|$)/.test(field);
  const isFree = !isPath && (!isGrammar || isMethod) && !isSecurity;
  return {
    // A scheme whose header has no name is left out, with what else it is used with.
    isIndependent: !isGrammar && !isPath && !isSecurity && field !== "Scheme.name",
    mayBeRefused: isGrammar || isPath,
    wire: isAddressField(field) ? "address" : isMediaTypeField(field, kind) ? "media type" : isFree ? "all" : "nothing",
    shown: !isGrammar && !isPath && !derived.test(field) && !prose.test(field),
  };
}
