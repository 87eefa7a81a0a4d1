import type { Session } from "./chromium.js";

/** A value of a page as its developer tools know it. */
export interface RemoteValue {
  readonly description?: string;
  readonly value?: unknown;
  readonly objectId?: string;
}

interface Properties {
  readonly result: readonly Property[];
  /** Fields that no script sees from outside, and the console shows all the same. */
  readonly privateProperties?: readonly Property[];
}
interface Property {
  readonly name: string;
  readonly value?: RemoteValue;
}

/** How deep a person opens what the console shows. */
const depth = 4;

/** Reads what a person sees in the console: each value, and what shows when it is opened, private fields too. */
export function watchConsole(session: Session, onOutput: (text: string) => void): { isRead(): Promise<unknown> } {
  const readings: Promise<void>[] = [];
  const read = async (value: RemoteValue, name: string, left: number): Promise<void> => {
    onOutput(`${name}: ${value.description ?? ""} ${String(value.value)}\n`);
    if (value.objectId === undefined || left === 0) return;
    const { result, privateProperties = [] } = (await session.send("Runtime.getProperties", {
      objectId: value.objectId,
      ownProperties: true,
    })) as Properties;
    // What all objects of a class share holds no secret of one of them.
    const own = [...result, ...privateProperties].filter(
      (one) => one.name !== "__proto__" && one.name !== "constructor",
    );
    await Promise.all(own.map((one) => one.value && read(one.value, `${name}.${one.name}`, left - 1)));
  };
  session.on("Runtime.consoleAPICalled", ({ args }) => {
    for (const value of args) readings.push(read(value, "console", depth).catch(() => undefined));
  });
  return { isRead: () => Promise.all(readings) };
}
