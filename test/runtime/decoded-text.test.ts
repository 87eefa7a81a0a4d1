import { expect, it } from "vitest";
import { decodedView, letterView, plainView } from "../../templates/runtime/decoded-text.js";

it.each([
  ["%41%2f%7e", "A/~"],
  ["%C3%A9 %e2%82%ac %F0%9F%98%80", "é € 😀"],
  ["\\u0041\\u{1F600}\\x42", "A😀B"],
  ["\\b\\f\\n\\r\\t\\v", "\b\f\n\r\t\v"],
  ["\\\"\\'\\\\\\/", "\"'\\/"],
  ["&amp;&lt;&gt;&quot;&apos;&nbsp;", "&<>\"' "],
  ["&AMP &lt", "& <"],
  ["&#65;&#x42;&#X43 &#x10ffff;", "ABC \u{10ffff}"],
  ["&#x110000;&#9999999;", ""],
  ["%41;&amp;;", "A;&;"],
  // Nothing is behind these, beside what shows that the text was looked at.
  ["%c0%80 \\n", "%c0%80 \n"],
  ["%ff%80%zz \\q\\u00 &copy;&# \\n", "%ff%80%zz \\q\\u00 &copy;&# \n"],
])("%j was %j", (text, want) => expect(decodedView(plainView(text))?.text).toBe(want));

it.each(["", "plain", "100 %", "%zz", "\\q", "&copy;", "\\u12"])("%j was not encoded", (text) => {
  expect(decodedView(plainView(text))).toBeUndefined();
});

it("knows where a text stood, also behind two encodings", () => {
  expect(plainView("ab")).toEqual({ text: "ab", from: [0, 1], to: [1, 2] });
  const once = decodedView(plainView("a%2541b\\u{1F600}c"));
  expect(once).toEqual({
    text: "a%41b😀c",
    from: [0, 1, 4, 5, 6, 7, 7, 16],
    to: [1, 4, 5, 6, 7, 16, 16, 17],
  });
  const twice = once && decodedView(once);
  expect(twice).toEqual({ text: "aAb😀c", from: [0, 1, 6, 7, 7, 16], to: [1, 6, 7, 16, 16, 17] });
  expect(twice && letterView(twice)).toEqual({ text: "aabc", from: [0, 1, 6, 16], to: [1, 6, 7, 17] });
});

it("compares letters and digits in lower case, some of which are more than one", () => {
  expect(letterView(plainView("-A 1\u0130é_"))).toEqual({
    text: "a1i\u0307é",
    from: [1, 3, 4, 4, 5],
    to: [2, 4, 5, 5, 6],
  });
});
