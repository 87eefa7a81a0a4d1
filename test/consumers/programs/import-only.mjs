// Importing touches nothing of fetch, and nothing of the network: each touch is printed.
const names = ["fetch", "Request", "Response", "Headers", "FormData", "WebSocket", "EventSource"];
for (const name of names) {
  Object.defineProperty(globalThis, name, {
    configurable: true,
    get() {
      console.log(`touched globalThis.${name}`);
      throw new Error(`globalThis.${name} was touched by an import`);
    },
  });
}
for (const specifier of process.argv.slice(2)) await import(specifier);
const loaded = process.moduleLoadList.filter((module) =>
  /NativeModule internal\/deps\/undici|NativeModule net$/.test(module),
);
console.log(loaded.join("\n"));
