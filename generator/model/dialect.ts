import type { SpecNode } from "../load/spec-node.js";
import type { Operation, SecurityScheme, Skipped } from "./api.js";
import type { SchemaReader } from "./schema-reader.js";
import type { Servers } from "./servers.js";

/** The points at which versions of OpenAPI say the same in different words. Everything else is read alike. */
export interface Dialect {
  /** The map of component schemas. */
  schemas(root: SpecNode): SpecNode;
  /** The map of declared security schemes. */
  securitySchemes(root: SpecNode): SpecNode;
  /** What a scheme asks for; `null` for one that a client cannot serve, which is listed. */
  readCredential(scheme: SpecNode, skipped: Skipped[]): SecurityScheme["credential"] | null;
  /** The document's servers. */
  readServers(root: SpecNode, skipped: Skipped[]): Servers;
  /** What an operation takes and answers, and where. */
  readTraffic(source: OperationSource): Traffic;
}

/** An operation as it stands in the document. */
export interface OperationSource {
  readonly root: SpecNode;
  readonly pathItem: SpecNode;
  readonly node: SpecNode;
  /** As it is sent. */
  readonly method: string;
  /** The parameters that the path's template names, in its order. */
  readonly pathNames: readonly string[];
  readonly schemas: SchemaReader;
}

/** The parts of an operation that a dialect reads. */
export type Traffic = Pick<Operation, "parameters" | "body" | "responses" | "servers">;
