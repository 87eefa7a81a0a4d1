import { type CallResult, type CallTarget, call, safeCursor } from "./call.js";
import { annotate, SdkError } from "./errors.js";
import type { CallOptions } from "./options.js";
import { itemsOf, type Page, type PagePosition, type PagingStrategy, pageError, strategyOf } from "./pagination.js";
import { ApiRequest, type NoHeaders, type Requires, targetOf } from "./request.js";

/** Ends a walk that a server would let go on forever. */
const maxPages = 10_000;

/** A request whose response is one page of many. */
export abstract class PagedRequest<
  Data,
  Item,
  Failure,
  Missing extends string = never,
  ResponseHeaders = NoHeaders,
> extends ApiRequest<Data, Failure, Missing, ResponseHeaders> {
  /** All pages, each asked for when it is needed. Options hold for each page; an error carries the `cursor` reached. */
  pages(this: Requires<Missing>, options?: CallOptions): AsyncIterable<Data> {
    const target = targetOf(this);
    return {
      async *[Symbol.asyncIterator]() {
        for await (const { result } of walk(target, options)) yield result.data as Data;
      },
    };
  }

  /** All items of all pages; pages are asked for when they are needed. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for await (const { items } of walk(targetOf(this), undefined)) yield* items as readonly Item[];
  }
}

async function* walk(target: CallTarget, options: CallOptions | undefined): AsyncGenerator<Page, void, undefined> {
  const { pagination } = target.operation;
  if (pagination === undefined) throw new TypeError(`${target.operation.name} has no pages.`);
  const strategy = strategyOf(pagination);
  const seen = new Set<string | number>();
  let position: PagePosition | undefined = strategy.first(target);
  let before: string | undefined;
  while (position !== undefined) {
    const at: PagePosition = position;
    const result = await call(target, options, { ...at.override, cursor: at.cursor });
    const page = withCursor(at, result, (): Page => {
      const items = itemsOf(target, pagination, result);
      // A server that ignores the offset or the page's number sends the same page forever.
      const isCounted = pagination.kind === "offset" || pagination.kind === "page";
      const content = isCounted && typeof items[0] === "object" ? contentOf(items) : undefined;
      if (content !== undefined && content === before)
        throw pageError(target, result, "is the same as the one before: a loop");
      before = content;
      return { result, items, position: at };
    });
    // Handed over before the way to the next one is judged: what has arrived is never lost.
    yield page;
    seen.add(at.cursor ?? result.url);
    const reached = { ...at, cursor: at.cursor ?? result.url };
    position = withCursor(reached, result, () => nextPosition(target, page, strategy, seen));
  }
}

/** A page's items as text, to compare; `undefined` where they are nested too deeply for one. */
function contentOf(items: readonly unknown[]): string | undefined {
  try {
    return JSON.stringify(items);
  } catch {
    return undefined;
  }
}

function nextPosition(
  target: CallTarget,
  page: Page,
  strategy: PagingStrategy,
  seen: ReadonlySet<string | number>,
): PagePosition | undefined {
  const next = strategy.next(target, page);
  if (next?.cursor === undefined) return undefined;
  if (seen.has(next.cursor)) throw pageError(target, page.result, "leads back to one already seen: a loop");
  if (seen.size >= maxPages) throw pageError(target, page.result, `is number ${maxPages}, the last that is read`);
  return next;
}

function withCursor<Result>({ cursor }: PagePosition, { secrets }: CallResult, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof SdkError) annotate(error, { cursor: safeCursor(cursor, secrets) });
    throw error;
  }
}
