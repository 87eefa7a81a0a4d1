import { allCases } from "../../e2e/cases/index.js";
import { featureCases } from "../features/cases.js";
import { exclusionsOf } from "../platforms/exclusions.js";
import { replacements } from "../platforms/replacements.js";
import type { PlacedCase } from "./run-cases.js";

/** The cases of one runtime, and how many of all are left out there. */
export interface CasesOfRuntime {
  readonly cases: readonly PlacedCase[];
  readonly excluded: number;
}

/** Every case, the four packages' and those of what their documents do not use, as a runtime has them. */
export function casesOf(runtime: string): CasesOfRuntime {
  const all = [...allCases, ...featureCases].flatMap(({ name, cases }) =>
    cases.map((one) => ({ place: `${name}: ${one.name}`, run: one.run })),
  );
  const instead = replacements[runtime] ?? [];
  const exclusions = exclusionsOf(runtime);
  for (const { cases, instead: name } of exclusions) {
    if (!all.some(({ place }) => cases.test(place))) throw new Error(`${runtime}: no case matches ${cases}`);
    if (!instead.some((one) => one.name === name)) throw new Error(`${runtime}: no case is named ${name}`);
  }
  const left = all.filter(({ place }) => !exclusions.some(({ cases }) => cases.test(place)));
  return {
    cases: [...left, ...instead.map((one) => ({ place: `${runtime}: ${one.name}`, run: one.run }))],
    excluded: all.length - left.length,
  };
}
