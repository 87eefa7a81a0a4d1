import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A document of the corpus, as `manifest.tsv` describes it. */
export interface CorpusDocument {
  readonly id: string;
  /** Absolute path of the unpacked document. */
  readonly file: string;
  /** The folder that holds all files of the document; refs may lead anywhere in it. */
  readonly folder: string;
  readonly bytes: number;
  /** Refusing it is right: it needs what is not there, or is broken on purpose. */
  readonly mayBeRefused: boolean;
}

const archives = ["specs.tar.gz", "peer-fixtures.tar.gz"];
/** `js-yaml`: no parser takes the file for YAML. */
const flaws = /(?:^| )(?:http-refs|unresolved-files|bad-part|js-yaml)/;

/** Unpacks the archives below a folder. */
export function unpackCorpus(corpus: string, folder: string): readonly CorpusDocument[] {
  mkdirSync(folder, { recursive: true });
  for (const archive of archives) {
    const { status, stderr } = spawnSync("tar", ["-xzf", join(corpus, archive), "-C", folder], { encoding: "utf8" });
    if (status !== 0) throw new Error(`${archive} cannot be unpacked: ${stderr}`);
  }
  return readManifest(readFileSync(join(corpus, "manifest.tsv"), "utf8"), folder);
}

/** The documents of a manifest: tab-separated, the first line names the columns. */
export function readManifest(text: string, folder: string): readonly CorpusDocument[] {
  const [head = "", ...rows] = text.split("\n").filter((line) => line !== "");
  const columns = head.split("\t");
  return rows.map((row) => {
    const cells = row.split("\t");
    const cell = (column: string): string => cells[columns.indexOf(column)] ?? "";
    return {
      id: cell("id"),
      file: join(folder, cell("entry")),
      // `dev/one-file.json`, or `dev/many-files/spec/openapi.json`.
      folder: join(folder, ...cell("entry").split("/").slice(0, -1).slice(0, 2)),
      bytes: Number(cell("total_bytes") || cell("bytes")),
      mayBeRefused: flaws.test(cell("flags")) || cell("note").includes("negative fixture"),
    };
  });
}
