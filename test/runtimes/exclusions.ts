/** A case that a platform cannot run, and why. */
export interface Exclusion {
  /** Group and name of the case. */
  readonly place: string;
  readonly reason: string;
}

const exclusions: Readonly<Record<string, readonly Exclusion[]>> = {};

/** What is left out on a runtime. */
export function exclusionsOf(runtime: string): readonly Exclusion[] {
  return exclusions[runtime] ?? [];
}
