import { createHash } from "node:crypto";
import { ownersMembers } from "../emit/package-json.js";

/**
 * A hash over what the generator owns of a file: LF line ends, and of `package.json` not the members that belong to the
 * package's owner, such as its version.
 */
export function ownedHash(path: string, text: string): string {
  return createHash("sha256")
    .update(ownedPart(path, text.replaceAll("\r\n", "\n")))
    .digest("hex");
}

function ownedPart(path: string, text: string): string {
  if (path !== "package.json") return text;
  try {
    const manifest = JSON.parse(text) as Record<string, unknown>;
    for (const member of ownersMembers) delete manifest[member];
    return JSON.stringify(manifest);
  } catch {
    return text;
  }
}
