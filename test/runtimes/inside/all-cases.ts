import { allCases } from "../../e2e/cases/index.js";
import { featureCases } from "../features/cases.js";
import type { PlacedCase } from "./run-cases.js";

/** Every case, the four packages' and those of what their documents do not use, without those that are left out. */
export function casesBut(excluded: readonly string[]): readonly PlacedCase[] {
  const left = new Set(excluded);
  return [...allCases, ...featureCases]
    .flatMap(({ name, cases }) => cases.map((one) => ({ place: `${name}: ${one.name}`, run: one.run })))
    .filter(({ place }) => !left.has(place));
}
