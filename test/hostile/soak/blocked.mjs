// Blocks its own event loop for longer than the timeout of a call whose response arrives meanwhile.
const [modulePath, url] = process.argv.slice(2);
const { ApiClient } = await import(modulePath);
const auth = { headerKey: "key", queryKey: "key", cookieKey: "key" };
const client = new ApiClient({ server: url, auth, retry: false, timeout: 3000 });
await client.items.listLinked().execute();
const call = client.items
  .listItems()
  .execute()
  .then(
    () => "ok",
    (error) => error.code,
  );
await new Promise((done) => setTimeout(done, 300));
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5000);
console.log(JSON.stringify({ end: await call }));
process.exit(0);
