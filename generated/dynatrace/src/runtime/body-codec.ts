import type { ContentDescriptor } from "./descriptor.js";
import type { MinimalResponse, PlatformSignal, RequestBody } from "./platform.js";
import type { Place } from "./primitive-text.js";
import type { Interruption } from "./timers.js";

/** Writes a request body. */
export type BodyWriter = (value: unknown, mediaType: string, content: ContentDescriptor, place: Place) => EncodedBody;

/** A request body as it is sent, with the media type that its header says. */
export interface EncodedBody {
  readonly mediaType: string;
  readonly data: RequestBody;
}

/** Reads a response body as it arrives. */
export type StreamReader = (body: StreamedBody) => AsyncIterable<unknown>;

/** A response body that is read as it arrives. */
export interface StreamedBody {
  readonly response: MinimalResponse;
  readonly contentType: string;
  readonly content: ContentDescriptor;
  /** Ends the reading. */
  readonly signal: PlatformSignal | undefined;
  /** Milliseconds that may pass without a byte. */
  readonly timeout: number;
  /** The typed error of what ended the reading. */
  readonly failure: (thrown: unknown, interruption: Interruption | undefined) => Error;
}
