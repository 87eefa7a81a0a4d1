/**
 * The key of a server's variable in the `server` option, where `name` says which server is meant. No two variables
 * share a key, and no key depends on what else the server has.
 */
export function serverVariableKey(name: string): string {
  return /^name(?:Variable)*$/.test(name) ? `${name}Variable` : name;
}
