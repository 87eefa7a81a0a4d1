/** The four packages under test, by source, so that the cases need no build. */
export * as dynatrace from "../../generated/dynatrace/src/index.js";
export * as launchdarkly from "../../generated/launchdarkly/src/index.js";
export * as mist from "../../generated/mist/src/index.js";
export * as okta from "../../generated/okta/src/index.js";
