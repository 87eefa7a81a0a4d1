import type TypeScript from "typescript";
import { type Sample, Samples } from "./sample-value.js";

/** A setter, and the arguments of each turn. */
export interface SetterPlan {
  readonly name: string;
  readonly turns: readonly (readonly Sample[])[];
}

/** A class of a module, with what its members take. */
export interface ClassPlan {
  readonly name: string;
  readonly kind: "request" | "api" | "client";
  /** The argument after the core, or the options of a client: one for each turn, or none. */
  readonly argument: readonly Sample[] | null;
  /** Setters of a request; methods of an API with the class that each answers with. */
  readonly setters: readonly SetterPlan[];
  readonly methods: readonly { readonly name: string; readonly request: string }[];
  /** What the server may answer, for each turn. */
  readonly answers: readonly Sample[];
}

/** Turns are as many as the longest list of alternatives, up to this. */
const mostTurns = 12;

/** What can be called in a module of operations, or in the client's; other modules have nothing to call. */
export function planCalls(
  ts: typeof TypeScript,
  checker: TypeScript.TypeChecker,
  file: TypeScript.SourceFile,
  path: string,
): readonly ClassPlan[] {
  if (!/^src\/(?:apis\/[^/]+|client)\.ts$/.test(path)) return [];
  return file.statements.filter(ts.isClassDeclaration).map((node) => planClass(ts, checker, node, path));
}

function planClass(
  ts: typeof TypeScript,
  checker: TypeScript.TypeChecker,
  node: TypeScript.ClassDeclaration,
  path: string,
): ClassPlan {
  const samples = new Samples(ts, checker);
  const isRequest = node.heritageClauses !== undefined;
  const isClient = path === "src/client.ts";
  const construct = node.members.find(ts.isConstructorDeclaration);
  const parameter = construct?.parameters[isClient ? 0 : 1];
  const taken = parameter && checker.getTypeAtLocation(parameter);
  const base = node.heritageClauses?.[0]?.types[0];
  const answer = base?.typeArguments?.[0];
  const answerType = answer && checker.getTypeFromTypeNode(answer);
  const called = node.members.filter(ts.isMethodDeclaration);
  const setters = isRequest ? called.filter((member, at) => isSignature(called, at) && member.name !== undefined) : [];
  const turn = (at: number) => ({
    argument: taken && (isClient ? clientOptions(ts, checker, taken, samples, at) : samples.of(taken, at)),
    setters: setters.map((member) => member.parameters.map((each) => samples.of(checker.getTypeAtLocation(each), at))),
    answer: answerType && samples.of(answerType, at),
  });
  const turns = [turn(0)];
  while (turns.length < Math.min(samples.alternatives, mostTurns)) turns.push(turn(turns.length));
  return {
    name: node.name?.text ?? "",
    kind: isClient ? "client" : isRequest ? "request" : "api",
    argument: taken === undefined ? null : turns.map(({ argument }) => argument ?? null),
    setters: setters.map((member, at) => ({
      name: memberName(ts, member),
      turns: turns.map(({ setters: each }) => each[at] ?? []),
    })),
    methods:
      isRequest || isClient
        ? []
        : called.map((member) => ({ name: memberName(ts, member), request: member.type?.getText() ?? "" })),
    answers: turns.map(({ answer: each }) => each ?? { kind: "undefined" }),
  };
}

/** Whether a member is one of several overloads, or has none: their implementation says nothing of its own. */
function isSignature(members: readonly TypeScript.MethodDeclaration[], at: number): boolean {
  const member = members[at];
  const overloads = members.filter((each) => each.name.getText() === member?.name.getText());
  return overloads.length === 1 || member?.body === undefined;
}

function memberName(ts: typeof TypeScript, member: TypeScript.MethodDeclaration): string {
  return ts.isIdentifier(member.name) || ts.isStringLiteral(member.name) ? member.name.text : member.name.getText();
}

/** Of a client's options those that the document decides: servers and credentials. */
function clientOptions(
  ts: typeof TypeScript,
  checker: TypeScript.TypeChecker,
  type: TypeScript.Type,
  samples: Samples,
  turn: number,
): Sample {
  const members: [string, Sample][] = [];
  const server = type.getProperty("server");
  const documented = server === undefined ? [] : serversOf(ts, checker.getTypeOfSymbol(server));
  const chosen = documented[turn % Math.max(1, documented.length)];
  if (chosen !== undefined) {
    // The compiler orders the literals of a union as it likes: each server is asked with each of them.
    const own = new Samples(ts, checker);
    members.push(["server", own.of(chosen, Math.floor(turn / documented.length))]);
    samples.alternatives = Math.max(samples.alternatives, documented.length * own.alternatives);
  }
  const auth = type.getProperty("auth");
  if (auth !== undefined) members.push(["auth", samples.of(checker.getTypeOfSymbol(auth), turn)]);
  return { kind: "object", members };
}

/** The documented servers; a base URL of the caller's own would say nothing of the document. */
function serversOf(ts: typeof TypeScript, type: TypeScript.Type): readonly TypeScript.Type[] {
  const all = type.isUnion() ? type.types : [type];
  return all.filter((each) => each.flags & ts.TypeFlags.Object);
}
