import { expectTypeOf } from "vitest";
import type { Core } from "../../templates/runtime/core.js";
import type { OperationDescriptor } from "../../templates/runtime/descriptor.js";
import {
  ApiError,
  BadRequestError,
  type CallFailure,
  ConnectionError,
  type NotFoundError,
  RateLimitError,
  ServerError,
  TimeoutError,
} from "../../templates/runtime/errors.js";
import type { ItemStream } from "../../templates/runtime/item-stream.js";
import { PagedRequest } from "../../templates/runtime/paged-request.js";
import type { BinaryInput, FileInput } from "../../templates/runtime/platform.js";
import { ApiRequest, type MediaTypeOf } from "../../templates/runtime/request.js";

interface Envelope {
  readonly error: string;
}
interface Token {
  readonly token: string;
}
type Failure = BadRequestError<Envelope> | NotFoundError<undefined> | ServerError<string, 503> | CallFailure;

declare const core: Core;
declare const descriptor: OperationDescriptor;

class CreateRequest<Missing extends string = "tokenCreate" | "version"> extends ApiRequest<Token, Failure, Missing> {
  constructor(core: Core) {
    super(core, descriptor);
  }
  tokenCreate(value: object): CreateRequest<Exclude<Missing, "tokenCreate">> {
    return this.set("tokenCreate", value);
  }
  version(value: string): CreateRequest<Exclude<Missing, "version">> {
    return this.set("version", value);
  }
  sort(value: string | undefined): CreateRequest<Missing> {
    return this.set("sort", value);
  }
}

class ListRequest<Missing extends string = "q"> extends PagedRequest<Token[], Token, Failure, Missing> {
  constructor(core: Core) {
    super(core, descriptor);
  }
  q(value: string): ListRequest<Exclude<Missing, "q">> {
    return this.set("q", value);
  }
}

export async function required(): Promise<void> {
  const empty = new CreateRequest(core);
  // @ts-expect-error call .tokenCreate(…) and .version(…) first
  await empty.execute();
  // @ts-expect-error call .version(…) first
  await empty.tokenCreate({}).sort("a").execute();
  // @ts-expect-error call .version(…) first
  await empty.tokenCreate({}).tryExecute();
  // @ts-expect-error call .version(…) first
  empty.tokenCreate({}).toRequest();
  const complete = empty.tokenCreate({}).sort("a").version("1");
  expectTypeOf(await complete.execute()).toEqualTypeOf<Token>();
  expectTypeOf((await complete.executeWithResponse()).data).toEqualTypeOf<Token>();

  const incomplete: CreateRequest = complete;
  // @ts-expect-error an incomplete request is not a complete one
  const wrong: CreateRequest<never> = incomplete;
  void wrong;
  expectTypeOf(complete).not.toHaveProperty("then");

  const list = new ListRequest(core);
  // @ts-expect-error call .q(…) first
  list.pages();
  for await (const item of list) expectTypeOf(item).toEqualTypeOf<Token>();
  for await (const page of list.q("x").pages()) expectTypeOf(page).toEqualTypeOf<Token[]>();
}

export async function failures(): Promise<void> {
  const result = await new CreateRequest(core).tokenCreate({}).version("1").tryExecute();
  if (result.ok) {
    expectTypeOf(result.data).toEqualTypeOf<Token>();
    return;
  }
  const { error } = result;
  if (error instanceof ApiError) {
    if (error.status === 400) expectTypeOf(error.body).toEqualTypeOf<Envelope>();
    if (error.status === 404) expectTypeOf(error.body).toEqualTypeOf<undefined>();
    if (error.status === 503) expectTypeOf(error.body).toEqualTypeOf<string>();
    const status: number = error.status;
    void status;
  }
  if ("status" in error && error.status === 400) expectTypeOf(error.body).toEqualTypeOf<Envelope>();
  if (error instanceof BadRequestError) expectTypeOf(error.body).toEqualTypeOf<Envelope>();
  if (error instanceof ServerError) expectTypeOf(error.body).toEqualTypeOf<string>();
  if (error instanceof RateLimitError) expectTypeOf(error.retryAfter).toEqualTypeOf<number | undefined>();
  if (error instanceof TimeoutError) expectTypeOf(error.limit).toEqualTypeOf<"timeout" | "deadline">();
  else if (error instanceof ConnectionError) expectTypeOf(error.sent).toEqualTypeOf<boolean>();
}

// What a body and a file may be.
expectTypeOf<string | Uint8Array | ArrayBuffer | Blob | File | ReadableStream>().toExtend<BinaryInput>();
expectTypeOf<string | Uint8Array | ArrayBuffer | Blob | File>().toExtend<FileInput>();
expectTypeOf<{ data: File; filename: string; contentType: undefined }>().toExtend<FileInput>();
expectTypeOf<ReadableStream>().not.toExtend<FileInput>();
expectTypeOf<{ filename: string }>().not.toExtend<FileInput>();

// A range of media types takes any of it.
expectTypeOf<"image/png">().toExtend<MediaTypeOf<"image">>();
expectTypeOf<"text/plain">().not.toExtend<MediaTypeOf<"image">>();
expectTypeOf<"application/ld+json">().toExtend<MediaTypeOf<"application", "+json">>();
expectTypeOf<"a/b">().toExtend<MediaTypeOf<string>>();

// Data or a stream of items: one member tells them apart.
declare const answer: Token | ItemStream<Envelope>;
if ("cancel" in answer) expectTypeOf(answer).toEqualTypeOf<ItemStream<Envelope>>();
else expectTypeOf(answer).toEqualTypeOf<Token>();
expectTypeOf<ItemStream<Envelope>>().toExtend<AsyncIterable<Envelope>>();
