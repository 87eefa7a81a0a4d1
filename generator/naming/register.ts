import { createHash } from "node:crypto";

/** A thing that wants a name: the names that it would take, best first. */
export interface NameWish {
  /** What is named, by its place in the document: stable when other things come and go. */
  readonly key: string;
  readonly candidates: readonly string[];
  /** Of two wishes for one name the lower rank keeps it; equal ranks both move on. */
  readonly rank: number;
}

/** Names that a package has published, by key. */
export type NameLock = ReadonlyMap<string, string>;

/**
 * Gives every wish a name of its own. Names do not depend on the order of the wishes: those that clash all move on to
 * their next candidate, and the last one carries a hash of the key. Published names stay.
 */
export function registerNames(
  wishes: readonly NameWish[],
  taken: ReadonlySet<string>,
  lock: NameLock,
  fold: (name: string) => string = (name) => name,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const used = new Set([...taken].map(fold));
  for (const { key } of wishes) {
    const published = lock.get(key);
    if (published === undefined || used.has(fold(published))) continue;
    names.set(key, published);
    used.add(fold(published));
  }
  let open = wishes.filter((wish) => !names.has(wish.key)).map((wish) => ({ wish, step: 0 }));
  while (open.length > 0) {
    const groups = grouped(open, ({ wish, step }) => fold(candidate(wish, step)));
    open = [];
    for (const [folded, group] of groups) {
      const rank = group.reduce((least, { wish }) => Math.min(least, wish.rank), Number.POSITIVE_INFINITY);
      const first = group.filter(({ wish }) => wish.rank === rank);
      const [winner] = first;
      const free = first.length === 1 && winner !== undefined && !used.has(folded);
      if (free) names.set(winner.wish.key, candidate(winner.wish, winner.step));
      used.add(folded);
      for (const entry of group) if (!free || entry !== winner) open.push({ wish: entry.wish, step: entry.step + 1 });
    }
  }
  return names;
}

function candidate(wish: NameWish, step: number): string {
  const { candidates } = wish;
  const listed = candidates[step];
  if (listed !== undefined) return listed;
  const digest = createHash("sha256").update(wish.key).digest("hex");
  return `${candidates.at(-1) ?? ""}${digest.slice(0, 4 + step - candidates.length)}`;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
