/** A document as parsed JSON. */
type Document = Readonly<Record<string, unknown>>;

/**
 * The part of a document that holds the operations of some tags, with the components that they reach. A large vendor's
 * document becomes small enough for `npm test`, and what is left is as its vendor wrote it.
 */
export function sliceByTags(document: Document, tags: readonly string[]): Document {
  const paths = Object.entries(objectOf(document.paths)).flatMap(([template, item]) => {
    const kept = Object.entries(objectOf(item)).filter(([key, value]) => {
      const own = objectOf(value).tags;
      return !Array.isArray(own) || own.some((tag) => tags.includes(String(tag))) || key === "parameters";
    });
    return kept.some(([, value]) => Array.isArray(objectOf(value).tags)) ? [[template, Object.fromEntries(kept)]] : [];
  });
  const { openapi, info, servers, security, components } = document;
  const sliced = { openapi, info, servers, security, paths: Object.fromEntries(paths) };
  const all = objectOf(components);
  const reached = new Set<string>();
  const queue: unknown[] = [sliced];
  for (let value = queue.pop(); value !== undefined; value = queue.pop()) {
    for (const [, section = "", name = ""] of JSON.stringify(value).matchAll(/"#\/components\/([^/"]+)\/([^/"]+)/g)) {
      if (reached.has(`${section}/${name}`)) continue;
      reached.add(`${section}/${name}`);
      const target = objectOf(all[section])[name];
      if (target !== undefined) queue.push(target);
    }
  }
  const kept = Object.entries(all).map(([section, members]) => {
    const own = Object.entries(objectOf(members)).filter(
      ([name]) => section === "securitySchemes" || reached.has(`${section}/${name}`),
    );
    return [section, Object.fromEntries(own)];
  });
  return { ...sliced, components: Object.fromEntries(kept) };
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
