// Mints a secret, lets go of it, and looks for it in all that is left on the heap.
import { getHeapSnapshot } from "node:v8";

const [modulePath, url, keeps] = process.argv.slice(2);
const { ApiClient } = await import(modulePath);
const client = new ApiClient({
  server: url,
  auth: { headerKey: "key", queryKey: "key", cookieKey: "key", openId: "key" },
  headers: { "x-calm": "1" },
  retry: false,
});
const kept = [];
const mint = async () => {
  const result = await client.tokens
    .createToken()
    .tokenCreate({ name: "x", password: `sent-${"secret"}-${process.pid}` })
    .executeWithResponse();
  const whole = result.data.token.reveal();
  // What the test looks for, without holding it.
  const marks = [...whole].reverse();
  if (keeps === "keep") kept.push(result.data.token);
  return { marks, refs: [new WeakRef(result), new WeakRef(result.data), new WeakRef(result.data.token)] };
};
const fail = async () => {
  const error = await client.tokens
    .upload()
    .tokenCreate({ password: `sent-secret-${process.pid}` })
    .execute()
    .catch((thrown) => thrown);
  return new WeakRef(error);
};
const { marks, refs } = await mint();
refs.push(await fail());
// Other calls take the place of what the platform remembers of the last one, such as the subject of its last match.
for (let turn = 0; turn < 5; turn += 1) await client.items.listLinked().execute();
for (let turn = 0; turn < 5; turn += 1) {
  globalThis.gc();
  await new Promise((done) => setTimeout(done, 20));
}
let text = "";
for await (const chunk of getHeapSnapshot()) text += chunk;
const secret = marks.reverse().join("");
console.log(
  JSON.stringify({
    alive: refs.filter((ref) => ref.deref() !== undefined).length,
    heap: text.split(secret).length - 1,
    sent: text.split(`sent-secret-${process.pid}`).length - 1,
    statics: [RegExp.input, RegExp.lastMatch, RegExp.leftContext].filter((one) => one.includes("secret")),
  }),
);
process.exit(0);
