/** What a package exports of its runtime, and so what no generated type may be called. */
export const publicRuntime: readonly {
  readonly module: string;
  readonly values: readonly string[];
  readonly types: readonly string[];
}[] = [
  {
    module: "errors",
    values: [
      "AbortedError",
      "ApiError",
      "BadRequestError",
      "ConflictError",
      "ConnectionError",
      "ForbiddenError",
      "InvalidParameterError",
      "MissingCredentialError",
      "MissingParameterError",
      "NotFoundError",
      "RateLimitError",
      "RedirectError",
      "ResponseError",
      "SdkError",
      "ServerError",
      "TimeoutError",
      "UnauthorizedError",
      "UnprocessableContentError",
    ],
    types: [
      "ApiErrorCode",
      "CallFailure",
      "ClientStatus",
      "MintOutcome",
      "Reconcile",
      "ResponseProblem",
      "ServerStatus",
      "StatusError",
      "UndocumentedStatus",
    ],
  },
  {
    module: "options",
    values: [],
    types: [
      "BasicCredential",
      "CallOptions",
      "CommonOptions",
      "Credential",
      "CredentialValue",
      "Fetch",
      "Middleware",
      "Next",
      "RetryOptions",
    ],
  },
  { module: "request", values: [], types: ["NoHeaders", "Requires", "ResponseOf", "Result"] },
  { module: "secret", values: ["Secret"], types: ["Revealable"] },
];

/** What a package of an API with webhooks or callbacks exports besides. */
export const webhookRuntime: (typeof publicRuntime)[number] = {
  module: "webhook",
  values: ["WebhookError"],
  types: [],
};

/** Names that generated files use of the runtime without exporting them. */
export const internalRuntime: readonly string[] = [
  "ApiDescriptor",
  "ApiRequest",
  "BinaryInput",
  "Core",
  "OperationDescriptor",
  "PagedRequest",
  "ValuePlan",
];

/** Every name of the runtime that a generated type must not take. */
export function runtimeNames(): ReadonlySet<string> {
  return new Set([
    ...internalRuntime,
    ...webhookRuntime.values,
    ...publicRuntime.flatMap(({ values, types }) => [...values, ...types]),
  ]);
}
