import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The files that take minutes. */
const longest: readonly string[] = [
  "matrix/openapi",
  "writing/moments",
  "hostile/bombs",
  "writing/calls",
  "soak",
  "faults/matrix",
  "shared-documents",
];

/** Starts what takes longest first, so that no worker waits at the end: a fresh clone does not know how long files take. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = longest.findIndex((part) => moduleId.includes(`${part}.`));
      return at < 0 ? longest.length : at;
    };
    return [...files].sort((one, other) => rank(one) - rank(other));
  }
}
