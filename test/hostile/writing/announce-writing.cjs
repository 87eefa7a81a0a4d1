// Loaded ahead of the command line: tells its parent, through descriptor 3, that it begins to write.
const fs = require("node:fs");
const { syncBuiltinESMExports } = require("node:module");

const { mkdirSync } = fs;
fs.mkdirSync = (path, options) => {
  const made = mkdirSync(path, options);
  if (String(path).endsWith(".openapi-fluent.staging")) fs.writeSync(3, "w");
  return made;
};
syncBuiltinESMExports();
