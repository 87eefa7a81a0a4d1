/** Path of a runtime module in a package. */
export function runtimePath(module: string): string {
  return `src/runtime/${module}.ts`;
}
