import type { BodyWriter } from "./body-codec.js";
import { jsonText } from "./json-text.js";
import { refuse, within } from "./primitive-text.js";

/** Writes a list as JSON texts, one a line. */
export const jsonLinesBody: BodyWriter = (value, mediaType, content, place) => {
  if (!Array.isArray(value)) throw refuse(place, "must be an array: an element a line");
  const lines = value.map((item: unknown, index) => `${jsonText(item, within(place, index), content.plan)}\n`);
  return { mediaType, data: lines.join("") };
};
