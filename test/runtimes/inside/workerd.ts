import { casesOf } from "./all-cases.js";
import { connect } from "./control.js";
import { renderings } from "./plain-renderings.js";
import { runPlaced } from "./run-cases.js";

interface Task {
  readonly control: string;
  readonly place?: string;
  readonly done?: true;
}

/** A worker that tells which cases it has, runs the one that it is asked for, and says when all are over. */
const worker: { fetch(request: Request): Promise<Response> } = {
  async fetch(request) {
    const { control, place, done } = (await request.json()) as Task;
    const channel = connect(control);
    const { cases, excluded } = casesOf("workerd");
    if (done) await channel.ask("done", excluded);
    const one = cases.find((each) => each.place === place);
    if (one !== undefined) await runPlaced(one, channel, renderings);
    return Response.json(cases.map((each) => each.place));
  },
};

export default worker;
