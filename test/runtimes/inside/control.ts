import type { CaseContext, ServerKind, ServerOptions, TestServer } from "../../e2e/cases/context.js";
import type { Questions } from "../control-server.js";

/** The control channel as cases in another process than their servers use it. */
export interface Control {
  ask<Name extends keyof Questions>(name: Name, ...given: Questions[Name]): Promise<unknown>;
}

/** Opens the control channel; needs nothing but `fetch`. */
export function connect(url: string): Control {
  return {
    async ask(name, ...given) {
      const response = await fetch(`${url}/${name}`, { method: "POST", body: JSON.stringify(given) });
      const text = await response.text();
      if (!response.ok) throw new Error(`control ${name}: ${text}`);
      return JSON.parse(text);
    },
  };
}

/** What a case is given; `place` tells the cases apart. */
export function contextOf(control: Control, place: string, renderings: CaseContext["renderings"]): CaseContext {
  return {
    start: (kind, options = {}) => start(control, place, kind, options),
    closedPort: async () => (await control.ask("closedPort")) as number,
    renderings,
  };
}

async function start(control: Control, place: string, kind: ServerKind, options: ServerOptions): Promise<TestServer> {
  type Started = Pick<TestServer, "url" | "credential" | "ids"> & { readonly id: number };
  const { id, ...server } = (await control.ask("start", place, kind, options)) as Started;
  const list = <Item>(name: "requests" | "responses"): Promise<readonly Item[]> =>
    control.ask(name, id) as Promise<readonly Item[]>;
  return {
    ...server,
    requests: () => list("requests"),
    responses: () => list("responses"),
    connections: () => control.ask("connections", id) as Promise<number>,
    count: () => control.ask("count", id) as Promise<number>,
  };
}
