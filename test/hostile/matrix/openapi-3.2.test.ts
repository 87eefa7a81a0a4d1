import { it } from "vitest";
import { runMatrix } from "./run-matrix.js";

it("OpenAPI 3.2: a hostile string in any one position is data or refused", { timeout: 6_000_000 }, async (context) => {
  await runMatrix(context, "3.2");
});
