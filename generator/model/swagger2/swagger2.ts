import type { Dialect } from "../dialect.js";
import { clientCredentials, readCredential } from "../security.js";
import { readSwaggerBody } from "./body.js";
import { sortedParameters } from "./parameter-lists.js";
import { readSwaggerParameters } from "./parameters.js";
import { readSwaggerResponses } from "./responses.js";
import { documentServers, operationServers } from "./servers.js";

/** OpenAPI 2.0, which was called Swagger. */
export const swagger2: Dialect = {
  schemas: (root) => root.at("definitions"),
  securitySchemes: (root) => root.at("securityDefinitions"),
  readCredential: (scheme, skipped) => {
    if (scheme.at("type").value === "basic") return { kind: "basic" };
    const isApplication = scheme.at("type").value === "oauth2" && scheme.at("flow").value === "application";
    return isApplication ? clientCredentials(scheme, skipped) : readCredential(scheme, skipped);
  },
  readServers: documentServers,
  readTraffic: (source) => {
    const sorted = sortedParameters(source);
    return {
      parameters: readSwaggerParameters(sorted.others, source),
      body: readSwaggerBody(sorted, source),
      responses: readSwaggerResponses(source),
      servers: operationServers(source.root, source.node, source.schemas.skipped),
    };
  },
};
