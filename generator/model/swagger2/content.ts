import type { Content } from "../api.js";

/** A body in one media type, with what 2.0 has no words for left at its default. */
export function contentIn(
  given: Pick<Content, "mediaType" | "as" | "schema" | "example"> &
    Partial<Pick<Content, "encoding" | "unwrapFirst" | "stream" | "eventData">>,
): Content {
  return { stream: null, eventData: null, encoding: new Map(), unwrapFirst: false, ...given };
}
