/** @type {import("openapi-fluent").Config} */
export default {
  packages: {
    mist: { input: "specs/mist.yaml", output: "generated/mist", name: "@api-tokens/mist", client: "MistClient" },
    dynatrace: {
      input: "specs/dynatrace.yaml",
      output: "generated/dynatrace",
      name: "@api-tokens/dynatrace",
      client: "DynatraceClient",
    },
    okta: { input: "specs/okta.yaml", output: "generated/okta", name: "@api-tokens/okta", client: "OktaClient" },
    launchdarkly: {
      input: "specs/launchdarkly.yaml",
      output: "generated/launchdarkly",
      name: "@api-tokens/launchdarkly",
      client: "LaunchDarklyClient",
    },
  },
};
