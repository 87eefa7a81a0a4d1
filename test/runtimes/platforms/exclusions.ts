/** Cases that a platform cannot run as they are, and why. */
export interface Exclusion {
  /** Group and name of a case; all that it matches. */
  readonly cases: RegExp;
  /** What the platform does otherwise. */
  readonly reason: string;
  /** The case of `replacements.ts` that says what happens there. */
  readonly instead: string;
}

const silentRefusal = "a refused connection has no code of its own, so nobody knows that nothing was sent";

/** By the name of the runtime. */
const exclusions: Readonly<Record<string, readonly Exclusion[]>> = {
  deno: [
    {
      cases: /^retries: a refused connection is tried again/,
      reason: "errors have no codes; that nothing was sent stands in their text",
      instead: "a refused connection is tried again, without a reason",
    },
  ],
  workerd: [
    {
      cases: /^(retries: a refused connection is tried again|minting: a refused connection)/,
      reason: silentRefusal,
      instead: "a refused connection: unknown, and a creation is not tried again",
    },
  ],
  chromium: [
    {
      cases: /^(retries: a refused connection is tried again|minting: a refused connection)/,
      reason: silentRefusal,
      instead: "a refused connection: unknown, and a creation is not tried again",
    },
    {
      cases: /^redirects: (.* is not sent again after 30|redirects within|a redirect with)/,
      reason: "a page learns that a response is a redirect, neither its status nor where to",
      instead: "a redirect is refused, without its status and target",
    },
    {
      cases: /^minting: a creation cut at every/,
      reason: "over plain http a head that is cut counts as a whole one",
      instead: "a creation cut anywhere: the label is true",
    },
    {
      cases: /^client: headers: of the client/,
      reason: "the browser writes User-Agent itself",
      instead: "headers: of the client and of the call, and the browser's own User-Agent",
    },
    {
      cases: /^features: cookies: /,
      reason: "a script may not set Cookie, Referer and other headers that the browser writes",
      instead: "what a browser does not let a script send is refused, never dropped",
    },
    {
      cases: /^features: bodies: a stream arrives whole/,
      reason: "Chromium sends streams over HTTP/2 alone",
      instead: "a stream over HTTP/1.1 is a typed error",
    },
    {
      cases: /^features: others: a creation that is cut on a connection in use before/,
      reason: "the browser sends any request again itself when a connection in use before ends, and tells nobody",
      instead: "a creation that is cut on a connection in use before is sent again by the browser",
    },
  ],
};

/** What is left out on a runtime. */
export function exclusionsOf(runtime: string): readonly Exclusion[] {
  return exclusions[runtime] ?? [];
}
