// Ends as a program does that forgot to handle an error: what it prints is what its logs would hold.
const [mode, modulePath, options, isPlanted] = process.argv.slice(2);
const { ApiClient } = await import(modulePath);
const { server, auth, text } = JSON.parse(options);
const client = new ApiClient({ server, auth, retry: false, timeout: 4000 });
const body = { name: "x", password: text, nested: { keys: [text] } };
const call = () => client.tokens.createToken().tokenCreate(body).execute();
const failure = async () => {
  const error = await call().then(
    () => new Error("no failure"),
    (thrown) => thrown,
  );
  return isPlanted === "planted"
    ? new Error(`planted ${text} ${JSON.stringify(auth)} ${server}`, { cause: error })
    : error;
};

const modes = {
  rejection: async () => void Promise.reject(await failure()),
  throw: async () => {
    const error = await failure();
    setTimeout(() => {
      throw error;
    });
  },
  top: async () => {
    throw await failure();
  },
  cause: async () => {
    throw new Error("outer", { cause: await failure() });
  },
  several: async () =>
    void Promise.any([failure().then((error) => Promise.reject(error)), Promise.reject(new Error("x"))]),
  monitor: async () => {
    process.on("uncaughtExceptionMonitor", (error, origin) => console.error(origin, error, { error, client, call }));
    throw await failure();
  },
  handler: async () => {
    process.on("unhandledRejection", (reason, promise) => console.error(reason, promise, String(reason)));
    void Promise.reject(await failure());
  },
  trace: async () => {
    Error.stackTraceLimit = 100;
    Error.prepareStackTrace = (error, sites) =>
      `${error}\n${sites.map((site) => `${site} ${site.getThis()} ${site.getFunction()}`).join("\n")}`;
    const error = await failure();
    console.error(error.stack, error);
  },
  warning: async () => {
    const error = await failure();
    process.emitWarning(error.message, { detail: error.stack });
    console.trace(error);
    console.error("%s %o %O %j", error, error, error, error);
  },
  report: async () => console.log(process.report.getReport(await failure()).javascriptStack),
};
// Without a wait, a promise that nobody handles is reported as such.
void modes[mode]();
