/** Whether a text is a token of HTTP: what methods and the names of headers, cookies and schemes are. */
export function isToken(text: string): boolean {
  return /^[!#$%&'*+.^_`|~\w-]+$/.test(text);
}
