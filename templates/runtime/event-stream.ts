import type { StreamReader } from "./body-codec.js";
import type { ContentDescriptor } from "./descriptor.js";
import { bounded, checkSize, type ItemParser, itemValue, readItems } from "./item-stream.js";

/** One server-sent event, as the WHATWG reads it. */
export interface ServerEvent {
  /** The lines of its data. */
  readonly data: string;
  /** Absent: a plain message. */
  readonly event?: string;
  readonly id?: string;
  /** Milliseconds to wait before a lost connection is made anew. */
  readonly retry?: number;
}

/** Reads `text/event-stream`. */
export const eventStream: StreamReader = (body) => readItems(body, eventParser(body.content));

/** What some servers send in place of JSON when they are done. */
const doneMark = "[DONE]";

/** A parser of the WHATWG's grammar; events become items as the descriptor says. */
export function eventParser({ as, eventData }: Pick<ContentDescriptor, "as" | "eventData">): ItemParser {
  const nextLines = lineSplitter();
  let lines: string[] = [];
  let size = 0;
  let isDone = false;
  const takeLine = (line: string): unknown[] => {
    if (line !== "") {
      size += line.length;
      checkSize(size);
      if (!line.startsWith(":")) lines.push(line);
      return [];
    }
    const event = eventOf(lines);
    lines = [];
    size = 0;
    if (event === undefined || isDone) return [];
    const isJson = eventData === undefined ? as === "json" : eventData === "json";
    if (isJson && event.data.trim() === doneMark) {
      isDone = true;
      return [];
    }
    if (eventData === undefined) return [as === "json" ? itemValue(event.data) : event.data];
    return [{ ...event, data: decodedData(event, eventData) }];
  };
  return {
    *take(text) {
      for (const line of nextLines(text)) yield* takeLine(line);
    },
    // An event that no blank line ends is dropped, as the grammar says: it may be half of one.
    end: () => [],
    get isDone() {
      return isDone;
    },
  };
}

function decodedData(
  { data, event = "message" }: ServerEvent,
  eventData: NonNullable<ContentDescriptor["eventData"]>,
): unknown {
  if (eventData === "text") return data;
  if (eventData === "json") return itemValue(data);
  if (eventData !== "either") return eventData.includes(event) ? itemValue(data) : data;
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}

/** The event that some lines make; `undefined` where they hold no data. */
function eventOf(lines: readonly string[]): ServerEvent | undefined {
  const data: string[] = [];
  const event: { event?: string; id?: string; retry?: number } = {};
  for (const line of lines) {
    const [, field = "", value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === "data") data.push(value);
    else if (field === "event" && value !== "") event.event = value;
    else if (field === "id" && !value.includes("\0")) event.id = value;
    else if (field === "retry" && /^\d+$/.test(value)) event.retry = Number(value);
  }
  return data.length === 0 ? undefined : { data: data.join("\n"), ...event };
}

/** Splits text at CR, LF and CRLF, wherever the text itself is split. */
function lineSplitter(): (text: string) => string[] {
  let rest = "";
  let endedWithReturn = false;
  return (text) => {
    if (text === "") return [];
    const from = endedWithReturn && text.startsWith("\n") ? 1 : 0;
    endedWithReturn = text.endsWith("\r");
    const lines = text.slice(from).split(/\r\n|\r|\n/);
    lines[0] = rest + (lines[0] ?? "");
    rest = bounded(lines.pop() ?? "");
    return lines;
  };
}
