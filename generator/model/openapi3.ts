import { readBody, readResponses } from "./content.js";
import type { Dialect } from "./dialect.js";
import { readParameters } from "./parameters.js";
import { readCredential } from "./security.js";
import { readOwnServers, readServers } from "./servers.js";

/** OpenAPI 3.0, 3.1 and 3.2. */
export const openApi3: Dialect = {
  schemas: (root) => root.at("components").at("schemas"),
  securitySchemes: (root) => root.at("components").at("securitySchemes"),
  readCredential,
  readServers: (root, skipped) => readServers(root.at("servers"), skipped),
  readTraffic: ({ pathItem, node, method, pathNames, schemas }) => {
    const owner = [node, pathItem].find((candidate) => candidate.has("servers"));
    return {
      parameters: readParameters(pathItem, node, pathNames, schemas),
      body: readBody(node.at("requestBody"), node.at("x-codegen-request-body-name"), method, schemas),
      responses: readResponses(node.at("responses"), schemas),
      servers: owner === undefined ? [] : readOwnServers(owner.at("servers"), schemas.skipped),
    };
  },
};
