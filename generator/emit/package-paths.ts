/** Path of a runtime module in a package. */
export function runtimePath(module: string): `src/runtime/${string}.ts` {
  return `src/runtime/${module}.ts`;
}
