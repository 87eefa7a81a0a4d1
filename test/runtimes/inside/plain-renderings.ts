/**
 * What any platform prints of a value: JSON, text, the texts of errors, a structured clone. What its console prints is
 * seen by the process that started it, which looks there for the secrets of all servers.
 */
export function renderings(value: unknown): readonly string[] {
  console.log(value);
  console.error("%o %s", value, value);
  return [...textsOf(value), ...cloneOf(value).flatMap(textsOf), ...ofErrors(value)];
}

function textsOf(value: unknown): readonly string[] {
  return [JSON.stringify(value) ?? "", String(value), `${value as string}`, deep(value, new Set())];
}

/** All members that a walk over an object can see, the hidden ones and those of maps too. */
function deep(value: unknown, seen: Set<unknown>): string {
  if (typeof value !== "object" || value === null) return String(value);
  if (seen.has(value) || seen.size > 5000) return "";
  seen.add(value);
  const members = Reflect.ownKeys(value).map((key) => {
    const member = Object.getOwnPropertyDescriptor(value, key)?.value as unknown;
    return `${String(key)}=${deep(member, seen)}`;
  });
  const entries = value instanceof Map || value instanceof Set ? [...value].map((entry) => deep(entry, seen)) : [];
  const headers = value instanceof Headers ? [...value].flat() : [];
  return [...members, ...entries, ...headers].join("\n");
}

function cloneOf(value: unknown): readonly unknown[] {
  try {
    return [structuredClone(value)];
  } catch {
    return [];
  }
}

/** Messages and stacks along the chain of causes. */
function ofErrors(value: unknown): readonly string[] {
  const texts: string[] = [];
  for (let at = value; at instanceof Error; at = at.cause) texts.push(at.message, at.stack ?? "");
  return texts;
}
