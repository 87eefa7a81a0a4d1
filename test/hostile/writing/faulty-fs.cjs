// Loaded ahead of a program (`node --require`): numbers its calls of the file system that concern a folder, and lets one
// of them, or all from one on, end in a kill, a half-written file or an error. The program says which: `plantFault`.
const fs = require("node:fs");
const { syncBuiltinESMExports } = require("node:module");
const { resolve, sep } = require("node:path");

const real = { ...fs };
let folder = null;
let at = 0;
let how = "";
let names = [];
let descriptors = new Set();

/** Counts calls anew; answers with a function that ends that, and tells the names of the calls. */
globalThis.plantFault = (fault) => {
  ({ folder, at = 0, how = "" } = fault);
  names = [];
  descriptors = new Set();
  return () => {
    folder = null;
    return names;
  };
};

const isInside = (path) => folder !== null && (path === folder || path.startsWith(folder + sep));
const concerns = (args) =>
  args
    .slice(0, 2)
    .some((arg) =>
      typeof arg === "string" ? isInside(resolve(arg)) : typeof arg === "number" && descriptors.has(arg),
    );

const mutating = /^(?:open|write|copyFile|link|symlink|mkdir|mkdtemp|rename|rm|rmdir|unlink|chmod|utimes|truncate)/;
const kill = () => process.kill(process.pid, "SIGKILL");

function failure(code, name, args) {
  const path = typeof args[0] === "string" ? args[0] : undefined;
  const syscall = name.replace("Sync", "");
  return Object.assign(new Error(`${code}: planted, ${syscall}`), { code, errno: -1, syscall, path });
}

function run(name, args) {
  if (!concerns(args)) return real[name](...args);
  const number = names.push(name);
  const isIt = number === at;
  if (isIt && how === "kill-before") kill();
  if (isIt && how === "cut" && name === "writeSync") {
    real.writeSync(args[0], args[1], args[2], Math.floor(args[3] / 2));
    kill();
  }
  const code = how.startsWith("E") ? how.replace(/\+$/, "") : undefined;
  const fails = code !== undefined && (isIt || (how.endsWith("+") && number >= at && mutating.test(name)));
  if (fails) {
    if (name === "existsSync") return false;
    if (name === "closeSync") real.closeSync(...args);
    if (name === "writeSync") real.writeSync(args[0], args[1], args[2], Math.floor(args[3] / 2));
    throw failure(code, name, args);
  }
  const value = real[name](...args);
  if (name === "openSync") descriptors.add(value);
  if (name === "closeSync") descriptors.delete(args[0]);
  if (isIt && how === "kill-after") kill();
  return value;
}

for (const name of Object.keys(real)) {
  if (typeof real[name] !== "function" || !/^[a-z]\w*Sync$/.test(name)) continue;
  fs[name] = Object.assign((...args) => run(name, args), real[name]);
}
// In steps, as the system does them: a kill may come between any two.
fs.writeFileSync = (file, data, options = {}) => {
  if (!concerns([file])) return real.writeFileSync(file, data, options);
  const fd = fs.openSync(file, options.flag ?? "w", options.mode);
  try {
    const bytes = Buffer.from(data);
    let written = 0;
    while (written < bytes.length) written += fs.writeSync(fd, bytes, written, bytes.length - written);
    if (options.flush) fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
};
fs.readFileSync = (file, options) => {
  if (!concerns([file])) return real.readFileSync(file, options);
  const fd = fs.openSync(file, "r");
  try {
    const bytes = Buffer.alloc(fs.fstatSync(fd).size);
    fs.readSync(fd, bytes, 0, bytes.length);
    return typeof options === "string" ? bytes.toString(options) : bytes;
  } finally {
    fs.closeSync(fd);
  }
};
syncBuiltinESMExports();
