import type { Place } from "../model/api.js";

/** A place as one text, as a {@link ModelId} is. */
export function placeKey({ file, pointer }: Place): string {
  return `${file}#${pointer}`;
}
