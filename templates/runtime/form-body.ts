import type { BodyWriter } from "./body-codec.js";
import type { PropertyEncodingDescriptor } from "./descriptor.js";
import { reservedQueryText } from "./encode-parameter.js";
import { jsonText } from "./json-text.js";
import { isJson } from "./media-type.js";
import { isStructure, percentEncode, primitiveText, refuse } from "./primitive-text.js";
import { isStyled, type Member, membersOf, type Pair, styledPairs } from "./styled-pairs.js";

/**
 * Writes an object as `application/x-www-form-urlencoded`. A space is `%20` rather than `+`: whoever reads forms takes
 * both, and whoever only undoes percent-encoding takes `%20` alone.
 */
export const formBody: BodyWriter = (value, mediaType, content, place) => {
  if (!isStructure(value) || Array.isArray(value)) throw refuse(place, "must be an object");
  const fields = membersOf(value, place, content.plan).flatMap((member) => {
    const encoding = encodingOf(content.encoding, member.key);
    const encode = encoding?.allowReserved ? reservedQueryText : percentEncode;
    return formPairs(member, encoding).map(([name, text]) => `${percentEncode(name)}=${encode(text)}`);
  });
  return { mediaType, data: fields.join("&") };
};

/** The encoding of a property, where one is documented. */
export function encodingOf(
  encodings: Readonly<Record<string, PropertyEncodingDescriptor>> | undefined,
  name: string,
): PropertyEncodingDescriptor | undefined {
  return encodings !== undefined && Object.hasOwn(encodings, name) ? encodings[name] : undefined;
}

/** Text for a single value, JSON for an object, one field after the other for a list: unless a style says otherwise. */
function formPairs(member: Member, encoding: PropertyEncodingDescriptor | undefined): Pair[] {
  const { key, value, place, plan } = member;
  if (isStyled(encoding)) return styledPairs(key, value, encoding, place, plan);
  const elements = Array.isArray(value) ? membersOf(value, place, plan) : [member];
  return elements.map((element): Pair => [key, fieldText(element, encoding?.contentType)]);
}

/** The text of a single field, in the media type that is documented for it. */
export function fieldText({ value, place, plan }: Member, contentType: string | undefined): string {
  if (contentType === undefined ? isStructure(value) : isJson(contentType)) return jsonText(value, place, plan);
  if (isStructure(value)) throw refuse(place, `must be a string: objects are not written as ${contentType}`);
  return primitiveText(value, place, plan);
}
