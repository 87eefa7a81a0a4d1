import { isAbsolute, relative, sep } from "node:path";

/** A path as people read it: relative to the working directory when it is below it, with `/`. */
export function displayPath(path: string): string {
  const near = relative(process.cwd(), path);
  const isBelow = near !== "" && !near.startsWith("..") && !isAbsolute(near);
  return (isBelow ? near : path).split(sep).join("/");
}
