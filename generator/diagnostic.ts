import type { Place } from "./place.js";
import { escapeUnprintable } from "./printable.js";

/** What is wrong with an input, where, and what to do about it. */
export interface Diagnostic {
  /** Stable: `OF` and four digits. */
  readonly code: string;
  /** A hint is nothing wrong: only `validate` gives some. */
  readonly severity: "error" | "warning" | "hint";
  /** As the user named it, or relative to the working directory. */
  readonly file: string;
  /** From 1; 0 when the whole file is meant. */
  readonly line: number;
  /** From 1; 0 when the whole file is meant. */
  readonly column: number;
  /** JSON pointer into the file, with its `#`; empty when the file could not be read that far. */
  readonly pointer: string;
  readonly message: string;
  readonly help: string;
}

/** Finds line and column of a place; `[0, 0]` when the file has no such place. */
export type Locate = (place: Place) => readonly [line: number, column: number];

/** Diagnostics of one severity that are told of a document. Who has so many reads no more of them. */
export const mostDiagnostics = 5_000;

const nowhere = { code: "OF1009", line: 0, column: 0, pointer: "", help: "Correct those that are, and run again." };

/** Collects diagnostics, so that one run reports all of them. */
export class Diagnostics {
  readonly #all: Diagnostic[] = [];
  readonly #seen = new Set<string>();
  readonly #told = new Map<Diagnostic["severity"], number>();
  #errors = false;
  #untold = 0;
  locate: Locate = () => [0, 0];

  error(code: string, place: Place, message: string, help: string): void {
    this.#add("error", code, place, message, help);
  }

  warning(code: string, place: Place, message: string, help: string): void {
    this.#add("warning", code, place, message, help);
  }

  hint(code: string, place: Place, message: string, help: string): void {
    this.#add("hint", code, place, message, help);
  }

  get hasErrors(): boolean {
    return this.#errors;
  }

  /** In the order of files and lines. */
  list(): readonly Diagnostic[] {
    const [first] = this.#all;
    const message = `${this.#untold.toLocaleString("en")} more problems are not listed.`;
    const rest: Diagnostic = {
      ...nowhere,
      severity: this.#errors ? "error" : "warning",
      file: first?.file ?? "",
      message,
    };
    return [...this.#all, ...(this.#untold === 0 ? [] : [rest])].sort(
      (a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.code, b.code),
    );
  }

  #add(severity: Diagnostic["severity"], code: string, place: Place, message: string, help: string): void {
    const key = `${code} ${place.file}#${place.pointer} ${message}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#errors ||= severity === "error";
    const told = (this.#told.get(severity) ?? 0) + 1;
    this.#told.set(severity, told);
    if (told > mostDiagnostics) {
      this.#untold += 1;
      return;
    }
    const [line, column] = this.locate(place);
    const pointer = place.pointer === "" && line === 0 ? "" : `#${place.pointer}`;
    this.#all.push({ code, severity, file: place.file, line, column, pointer, message, help });
  }
}

/** `file:line:col error OF0123 sentence (#/json/pointer)` and, below it, what to do. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { file, line, column, severity, code, message, pointer, help } = diagnostic;
  const position = line === 0 ? file : `${file}:${line}:${column}`;
  const said = `${severity} ${code} ${message}${pointer === "" ? "" : ` (${pointer})`}`;
  const head = position === "" ? said : `${position} ${said}`;
  return escapeUnprintable(help === "" ? head : `${head}\n  ${help}`);
}

/** Orders text by code units: the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
