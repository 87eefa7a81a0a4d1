import { expect, it } from "vitest";
import { redact } from "../../templates/runtime/redact.js";

const secret = 'ab"c/d+efghé';
const hex = Buffer.from(secret).toString("hex");
const units = (write: (unit: string) => string): string =>
  secret
    .split("")
    .map((unit) => write(unit))
    .join("");
const code = (unit: string): string => unit.charCodeAt(0).toString(16);
const base64 = (prefix: string): string => Buffer.from(prefix + secret).toString("base64");

it.each([
  ["as it is", secret],
  ["percent-encoded", encodeURIComponent(secret)],
  ["JSON-escaped", JSON.stringify(secret)],
  ["base64", base64("")],
  ["base64 behind one byte", base64("x")],
  ["base64 behind two bytes", base64("xy")],
  ["base64 for URLs", Buffer.from(secret).toString("base64url")],
  ["percent-encoded in small letters", encodeURIComponent(secret).toLowerCase()],
  ["percent-encoded in part", secret.replace("/", "%2f").replace("e", "%65")],
  ["percent-encoded twice", encodeURIComponent(encodeURIComponent(secret))],
  ["JSON-escaped twice", JSON.stringify(JSON.stringify(secret))],
  ["percent-encoded in JSON in JSON", JSON.stringify(JSON.stringify(encodeURIComponent(secret)))],
  ["escaped by code unit", units((unit) => `\\u${code(unit).padStart(4, "0")}`)],
  ["as references of HTML", units((unit) => `&#x${code(unit)};`)],
  ["as decimal references of HTML", units((unit) => `&#${unit.charCodeAt(0)};`)],
  ["with names of HTML", secret.replace('"', "&quot;")],
  ["hexadecimal", hex],
  ["hexadecimal with separators", hex.replace(/..(?=.)/g, "$&:").toUpperCase()],
  ["in capitals", secret.toUpperCase()],
  ["broken by a line", `${secret.slice(0, 6)}\n  ${secret.slice(6)}`],
  ["with a space after each letter", units((unit) => `${unit} `)],
  ["in UTF-16", units((unit) => `${unit}\0`)],
])("hides a secret %s", (_form, text) => {
  const clean = redact(`the server said: ${text}!`, [secret]);
  expect(clean).toContain("[redacted]");
  // What may be left of base64 is the part that other bytes decide, too.
  const longest = Math.max(
    ...clean
      .replace("the server said: ", "")
      .split("[redacted]")
      .map((rest) => rest.length),
  );
  expect(longest).toBeLessThanOrEqual(5);
});

it.each([
  [
    "the start of a long one",
    "0123456789abcdefghijklmnop",
    "key 0123456789ab… is unknown",
    "key [redacted]… is unknown",
  ],
  ["the end of a long one", "0123456789abcdefghijklmnop", "ends in ijklmnop", "ends in [redacted]"],
  ["seven letters of a long one", "0123456789abcdefghijklmnop", "ends in jklmnop", "ends in jklmnop"],
  ["nearly all of a short one", "correcthorse", "not correctho", "not [redacted]"],
  ["nearly all of eleven letters", "correct-hors", "not correctho nor correcth", "not [redacted] nor correcth"],
  ["less than all of seven letters", "my-toke1", "mytoke1 my-toke", "[redacted] my-toke"],
  ["four letters", "ab-cd", "not ABCD nor abc", "not [redacted] nor abc"],
  ["four signs", "abcd", "not abcd", "not [redacted]"],
  ["three signs", "abc", "not abc nor abcd", "not abc nor abcd"],
  ["a word of a short one", "my-token-1", "This token expired", "This token expired"],
  ["base64 of a part", "0123456789abcdefghijklmnop", btoa("x56789abcdefgh!"), "e[redacted]gh"],
  ["what has no letters", "%&/()=!?", "not %&/()=!? nor %25%26%2F%28%29%3d%21%3f", "not [redacted] nor [redacted]"],
  ["several at once", "aaaa1111", "aaaa1111 bbbb2222 aaaa1111", "[redacted] [redacted] [redacted]"],
  ["six letters of eight", "abcd1234", "not abcd12 nor abcd1", "not [redacted] nor abcd1"],
  ["signs at the start", "%&/()=!?", "%&/()=!? is wrong", "[redacted] is wrong"],
  ["hexadecimal of what is no letter", "\n\t\n\t\n\t\n\t", "0a090a090a090a09", "[redacted]"],
  ["base64 of four letters", "abcd", btoa("abcd"), btoa("abcd")],
  ["base64 of five letters", "abcde", btoa("abcde"), "[redacted]U="],
  // What is left is decided by what stands before and after, too.
  ["base64 between other bytes", "0123456789", btoa("\0\u00000123456789"), "AAA[redacted]"],
  ["base64 behind a byte", "0123456789", btoa("\u00000123456789"), "AD[redacted]k="],
  ["base64 of the end", "0123456789", btoa("0123456789"), "[redacted]Q=="],
  ["a line of a key", "-----BEGIN KEY-----\nMIIBVQ", '{"key":"BEGIN KEY-----\\nMIIBVQ"}', '{"key":"[redacted]"}'],
])("hides what gives a secret away, and no more: %s", (_what, hidden, text, want) => {
  expect(redact(text, [hidden, "bbbb2222"])).toBe(want);
});

it("looks behind three encodings, and no more", () => {
  const encoded = (times: number): string => (times === 0 ? 'ab"c/d' : encodeURIComponent(encoded(times - 1)));
  expect([0, 1, 2, 3].map((times) => redact(encoded(times), ['ab"c/d']))).toEqual(Array(4).fill("[redacted]"));
  expect(redact(encoded(4), ['ab"c/d'])).toBe(encoded(4));
});

it("leaves other text alone", () => {
  expect(redact("Token is missing required scope.", [secret, "abc"])).toBe("Token is missing required scope.");
});

it("ends for text and secrets that are long and alike", () => {
  expect(redact("a".repeat(10_000), ["a".repeat(100_000), "%41".repeat(3000)])).toBe("[redacted]");
});

it("reads texts of any length, of which a little is encoded", () => {
  const long = "-".repeat(300_000);
  expect(redact(`${long}key%2D1234567890`, ["key-1234567890"])).toBe(`${long}[redacted]`);
});

it("knows base64 of long secrets, but not of what no credential is", () => {
  const long = (length: number): string => "0123456789".repeat(length / 10);
  expect(redact(btoa(long(10_000)), [long(10_000)])).toBe("[redacted]Q==");
  expect(redact(btoa(long(200_000)), [long(200_000)])).toBe(btoa(long(200_000)));
});
