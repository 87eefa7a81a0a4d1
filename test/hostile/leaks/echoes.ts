import { type Answer, reply, toTokenRequest } from "./echo-server.js";

/** A place of a response in which a server repeats what it was sent: the answers to one call. */
export type Echo = (text: string) => readonly Answer[];

const quoted = (text: string): string => JSON.stringify(text);
const inUrl = (text: string): string => text.replace(/[^\w.~%&=+-]/g, encodeURIComponent);
const inHost = (text: string): string => text.replace(/[^a-zA-Z0-9]/g, "").slice(0, 60) || "x";
const page = (next: string): string => JSON.stringify({ items: [{ key: "k" }], next });

/** Places for any call. */
export const echoes: Readonly<Record<string, Echo>> = {
  "a message": (text) => [reply(400, `{"message":${quoted(`Bad key ${text}.`)}}`)],
  "a message that is cut": (text) => [reply(401, `{"detail":${quoted(`${"x ".repeat(135)}${text}`)}}`)],
  "an inner message": (text) => [reply(500, `{"error":{"message":${quoted(text)}}}`)],
  "the first of several errors": (text) => [reply(422, `{"errors":[{"title":${quoted(text)}}]}`)],
  "a message and a wait": (text) => [reply(429, `{"reason":${quoted(text)}}`, { "retry-after": "999999" })],
  "a page with an error": (text) => [reply(403, `<pre>${text}</pre>`, {}, "text/html")],
  "a page in place of data": (text) => [reply(200, `<pre>${text}</pre>`, { "x-debug": text }, "text/html")],
  "the id of the request": (text) => [reply(404, "{}", { "x-request-id": text, "set-cookie": `a=${text}` })],
  "the media type": (text) => [reply(200, "1", {}, `text/${inUrl(text)}; charset=${inUrl(text)}`)],
  "another media type": (text) => [reply(201, "1", {}, `${inUrl(text)}/x`)],
  "the content coding": (text) => [reply(200, "1", { "content-encoding": inUrl(text) })],
  "a redirect's path": (text) => [reply(307, "", { location: `https://evil.test/${inUrl(text)}?a=${inUrl(text)}` })],
  "a redirect's host": (text) => [reply(302, "", { location: `https://${inHost(text)}.evil.test/` })],
  "a redirect's scheme": (text) => [reply(302, "", { location: `x${inHost(text)}:rest` })],
  "a redirect that is none": (text) => [reply(301, "", { location: `http://[${text}` })],
  "text that is no JSON": (text) => [reply(200, `{"id":${quoted(text)},"token":"${text}`)],
  "a body that breaks off": (text) => [
    reply(201, `{"id":"${inUrl(text)}","token":"${text}"`, { "content-length": "9999" }),
  ],
  "no HTTP": (text) => [() => `${text}\r\n\r\n`],
  "a status of its own": (text) => [reply(999, quoted(text))],
  "the reason phrase": (text) => [
    () => `HTTP/1.1 500 ${text.replace(/[^\x20-\x7e]/g, "")}\r\ncontent-length: 0\r\n\r\n`,
  ],
  "no answer": () => [() => ""],
};

/** Places for calls that read pages. */
export const pageEchoes: Readonly<Record<string, Echo>> = {
  "the next page, which fails": (text) => [reply(200, page(`/items?at=${inUrl(text)}`)), reply(500, "{}")],
  "the next page's path, which redirects": (text) => [
    reply(200, page(`/${encodeURIComponent(text)}`)),
    reply(302, "", { location: "/" }),
  ],
  "a next page elsewhere": (text) => [reply(200, page(`https://${inHost(text)}.test/${inUrl(text)}`))],
  "a next page that is none": (text) => [reply(200, page(`http://[${text}`))],
  "a circle of pages": (text) => [reply(200, page(`/items?api_key=${inUrl(text)}&again=${inUrl(text)}`))],
};

/** Places of the token URL's answer. */
export const tokenEchoes: Readonly<Record<string, Echo>> = {
  "the token URL's error": (text) => [toTokenRequest(reply(400, `{"error":${quoted(inHost(text))}}`))],
  "the token URL's description": (text) => [toTokenRequest(reply(503, `{"error_description":${quoted(text)}}`))],
  "the token URL's redirect": (text) => [toTokenRequest(reply(302, "", { location: `https://${inHost(text)}.test/` }))],
  "the token URL's page": (text) => [toTokenRequest(reply(200, text, {}, "text/html"))],
  "the token's type": (text) => [toTokenRequest(reply(200, `{"access_token":"x","token_type":${quoted(text)}}`))],
};
