/**
 * The few assertions that cases need. They throw plain errors, so that the same cases run under any test runner, and in
 * runtimes that have none.
 */

/** What a failed assertion throws. */
export class CheckError extends Error {
  override readonly name: string = "CheckError";
}

/** Any constructor, abstract ones and those with private state included. */
export type ClassOf<Instance> = abstract new (...given: never) => Instance;

/** Fails unless a condition holds. */
export function check(condition: boolean, message: string): asserts condition {
  if (!condition) throw new CheckError(message);
}

/** Fails unless two values hold the same data, member by member; `undefined` members count. */
export function equal(actual: unknown, expected: unknown, what: string = "value"): void {
  const difference = findDifference(actual, expected, what);
  if (difference !== undefined) throw new CheckError(difference);
}

/** Fails unless a number lies within bounds, both included. */
export function within(actual: number, [low, high]: readonly [number, number], what: string): void {
  check(actual >= low && actual <= high, `${what}: expected ${low} to ${high}, got ${actual}`);
}

/** Fails unless a value is an instance of a class, and returns it as one. */
export function instance<Instance>(value: unknown, type: ClassOf<Instance>, what: string = "value"): Instance {
  if (value instanceof type) return value;
  throw new CheckError(`${what}: expected ${type.name}, got ${describe(value)}`);
}

/** Fails unless work rejects with an instance of a class, and returns that error. */
export async function rejects<Instance>(work: PromiseLike<unknown>, type: ClassOf<Instance>): Promise<Instance> {
  return instance(await failureOf(work), type, "rejection");
}

/** What work rejects with. */
export async function failureOf(work: PromiseLike<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new CheckError("expected a rejection, got a result");
}

/** Milliseconds that work took, and its result. */
export async function timed<Result>(
  work: () => Promise<Result>,
): Promise<readonly [milliseconds: number, result: Result]> {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
}

/** Waits until a condition holds, and then lets whatever has arrived meanwhile be handled. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await condition()); tries += 1) {
    check(tries < 500, "what was waited for does not come");
    await pause();
  }
  for (let turn = 0; turn < 3; turn += 1) await pause();
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}

function findDifference(actual: unknown, expected: unknown, place: string): string | undefined {
  if (Object.is(actual, expected)) return undefined;
  if (!isObject(actual) || !isObject(expected) || Array.isArray(actual) !== Array.isArray(expected)) {
    return `${place}: expected ${describe(expected)}, got ${describe(actual)}`;
  }
  for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const inside = `${place}.${key}`;
    if (!Object.hasOwn(actual, key)) return `${inside}: expected ${describe(expected[key])}, got nothing`;
    if (!Object.hasOwn(expected, key)) return `${inside}: expected nothing, got ${describe(actual[key])}`;
    const difference = findDifference(actual[key], expected[key], inside);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function describe(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  const text = typeof value === "function" ? `class ${value.name}` : (JSON.stringify(value) ?? String(value));
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
