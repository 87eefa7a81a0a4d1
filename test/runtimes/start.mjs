import { createJiti } from "jiti";

// Node 20 runs no TypeScript.
await createJiti(import.meta.url).import("./main.ts");
