import type { CallResult, CallTarget } from "./call.js";
import { stateOfCore } from "./core.js";
import type { PaginationDescriptor } from "./descriptor.js";
import { ResponseError } from "./errors.js";
import { resolvePointer } from "./json-pointer.js";
import { nextLink } from "./link-header.js";
import { nextPageUrl } from "./next-page-url.js";
import type { PageOverride } from "./prepare-request.js";

/** Where a page is: the cursor, offset or URL that names it, and how its request differs from the first. */
export interface PagePosition {
  /** Absent for a first page that the caller did not place. */
  readonly cursor?: string | number;
  readonly override?: PageOverride;
  /** Items of the pages before, where their number decides about the end. */
  readonly received?: number;
}

/** A page that has arrived. */
export interface Page {
  readonly result: CallResult;
  readonly items: readonly unknown[];
  readonly position: PagePosition;
}

/** How the pages of one kind are walked; another kind is another entry of {@link strategyOf}. */
export interface PagingStrategy {
  first(target: CallTarget): PagePosition;
  /** `undefined` after the last page. */
  next(target: CallTarget, page: Page): PagePosition | undefined;
}

/** Longer "cursors" are not cursors, and no server takes them back. */
const maxCursorLength = 8192;

/** The strategy for an operation's kind of pagination. */
export function strategyOf(pagination: PaginationDescriptor): PagingStrategy {
  switch (pagination.kind) {
    case "cursor":
      return cursorStrategy(pagination);
    case "link":
      return linkStrategy;
    case "offset":
      return offsetStrategy(pagination);
    case "page":
      return pageStrategy(pagination);
    case "url":
      return urlStrategy(pagination);
  }
}

/** The items of a page; a page without them is an error, never an empty page. */
export function itemsOf(target: CallTarget, pagination: PaginationDescriptor, result: CallResult): readonly unknown[] {
  const items = resolvePointer(result.data, pagination.items);
  if (Array.isArray(items)) return items;
  throw pageError(target, result, `has no items at ${pagination.items === "" ? "its root" : pagination.items}`);
}

/** A page that cannot be used. */
export function pageError(target: CallTarget, result: CallResult, problem: string): ResponseError {
  const { name } = target.operation;
  return new ResponseError(`${name}: the page ${problem}`, { operation: name, problem: "page", status: result.status });
}

function cursorStrategy(pagination: Extract<PaginationDescriptor, { kind: "cursor" }>): PagingStrategy {
  const { parameter, exclusive } = pagination;
  const at = (cursor: string | number): PagePosition => ({
    cursor,
    override: { parameters: { [parameter]: cursor }, ...(exclusive && { onlyQuery: parameter }) },
  });
  return {
    first(target) {
      const set = target.values.set.get(parameter)?.value;
      return typeof set === "string" || typeof set === "number" ? at(set) : {};
    },
    next(target, { result }) {
      const cursor = resolvePointer(result.data, pagination.next);
      if (cursor === undefined || cursor === null || cursor === "") return undefined;
      const isCursor = typeof cursor === "number" || (typeof cursor === "string" && cursor.length <= maxCursorLength);
      if (!isCursor) throw pageError(target, result, `has no usable cursor at ${pagination.next}`);
      return at(cursor);
    },
  };
}

const linkStrategy: PagingStrategy = {
  first: () => ({}),
  next(target, { result }) {
    const header = result.response.headers.get("link");
    if (header === null) return undefined;
    const link = nextLink(header);
    if (link === undefined) return undefined;
    if (link === null) throw pageError(target, result, "has a Link header that cannot be read");
    return positionAt(target, result, link, "a Link header");
  },
};

function urlStrategy(pagination: Extract<PaginationDescriptor, { kind: "url" }>): PagingStrategy {
  return {
    first: () => ({}),
    next(target, { result }) {
      const next = resolvePointer(result.data, pagination.next);
      if (next === undefined || next === null || next === "") return undefined;
      if (typeof next === "string" && next.length <= maxCursorLength) {
        return positionAt(target, result, next, `a URL at ${pagination.next}`);
      }
      throw pageError(target, result, `has no usable URL at ${pagination.next}`);
    },
  };
}

/** The page at a URL that a response names; only the server of the page that names it is ever asked. */
function positionAt(target: CallTarget, result: CallResult, text: string, source: string): PagePosition {
  const href = nextPageUrl(text, result.url, stateOfCore(target.core).api.securitySchemes);
  if (href === undefined) throw pageError(target, result, `has ${source} that cannot be read`);
  if (href === null) throw pageError(target, result, "points to a next page on another server, which is refused");
  return { cursor: href, override: { url: href } };
}

function offsetStrategy(pagination: Extract<PaginationDescriptor, { kind: "offset" }>): PagingStrategy {
  const { parameter, total } = pagination;
  const startOf = (target: CallTarget): number => {
    const set = target.values.set.get(parameter)?.value;
    return typeof set === "number" ? set : 0;
  };
  return {
    // The first page is asked as the caller set it.
    first: () => ({}),
    next(target, { result, items, position }) {
      if (items.length === 0) return undefined;
      const reached = (typeof position.cursor === "number" ? position.cursor : startOf(target)) + items.length;
      const known = total === undefined ? undefined : resolvePointer(result.data, total);
      if (typeof known === "number" && reached >= known) return undefined;
      return { cursor: reached, override: { parameters: { [parameter]: reached } } };
    },
  };
}

function pageStrategy(pagination: Extract<PaginationDescriptor, { kind: "page" }>): PagingStrategy {
  const { parameter, total, totalPages, start = 1 } = pagination;
  const firstOf = (target: CallTarget): number => {
    const set = target.values.set.get(parameter)?.value;
    const number = typeof set === "string" && /^\d+$/.test(set) ? Number(set) : set;
    return typeof number === "number" ? number : start;
  };
  return {
    // The first page is asked as the caller set it.
    first: () => ({}),
    next(target, { result, items, position }) {
      if (items.length === 0) return undefined;
      const number = typeof position.cursor === "number" ? position.cursor : firstOf(target);
      const received = (position.received ?? 0) + items.length;
      const known = (pointer: string | undefined): number => {
        const count = pointer === undefined ? undefined : resolvePointer(result.data, pointer);
        return typeof count === "number" ? count : Number.POSITIVE_INFINITY;
      };
      // Who begins further on does not receive what came before.
      if (firstOf(target) === start && received >= known(total)) return undefined;
      if (number - start + 1 >= known(totalPages)) return undefined;
      return { cursor: number + 1, received, override: { parameters: { [parameter]: number + 1 } } };
    },
  };
}
