import type { StreamReader } from "./body-codec.js";
import { bounded, type ItemParser, itemValue, readItems } from "./item-stream.js";

/** Reads JSON texts, one a line: `application/jsonl`, `application/x-ndjson`. */
export const jsonLines: StreamReader = (body) => readItems(body, jsonLineParser());

/** Reads JSON texts as RFC 7464 separates them: `application/json-seq`. */
export const jsonRecords: StreamReader = (body) => readItems(body, jsonRecordParser());

/** A parser of JSON texts that end with their line; blank lines are no items. */
export function jsonLineParser(): ItemParser {
  let rest = "";
  return {
    *take(text) {
      const lines = text.split("\n");
      lines[0] = rest + (lines[0] ?? "");
      const last = lines.pop() ?? "";
      yield* values(lines);
      rest = bounded(last);
    },
    end: () => values([rest]),
    isDone: false,
  };
}

/** A parser of JSON texts that begin with a record separator; one is handed over as soon as its line ends it. */
export function jsonRecordParser(): ItemParser {
  let rest = "";
  return {
    *take(text) {
      const records = text.split("\u001e");
      records[0] = rest + (records[0] ?? "");
      const last = records.pop() ?? "";
      yield* values(records);
      const isWhole = bounded(last).endsWith("\n") && isJsonText(last);
      rest = isWhole ? "" : last;
      if (isWhole) yield* values([last]);
    },
    end: () => values([rest]),
    isDone: false,
  };
}

function* values(texts: readonly string[]): Generator<unknown, void, undefined> {
  for (const text of texts) if (text.trim() !== "") yield itemValue(text);
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
