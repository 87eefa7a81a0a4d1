/** A module of the runtime, and what of it is public. */
export interface PublicModule {
  readonly module: string;
  readonly values: readonly string[];
  readonly types: readonly string[];
  /** Types that a package exports where its own code names them. */
  readonly whereUsed?: readonly string[];
  /** The module is public only where the package's own code names this. */
  readonly onlyWith?: string;
}

/** What packages export of their runtime, and so what no generated type may be called. */
const publicRuntime: readonly PublicModule[] = [
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
  { module: "event-stream", values: [], types: [], whereUsed: ["ServerEvent"] },
  { module: "item-stream", values: [], types: [], whereUsed: ["ItemStream"] },
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
      "OAuthClientCredential",
      "RetryOptions",
    ],
  },
  { module: "platform", values: [], types: [], whereUsed: ["BinaryInput", "FileInput"] },
  {
    module: "request",
    values: [],
    types: ["NoHeaders", "Requires", "ResponseOf", "Result"],
    whereUsed: ["MediaTypeOf"],
  },
  { module: "secret", values: ["Secret"], types: ["Revealable"] },
  { module: "unknown-variant", values: [], types: [], whereUsed: ["UnknownVariant"] },
  { module: "webhook", values: ["WebhookError"], types: [], onlyWith: "readPayload" },
];

/** Names that generated files use of the runtime without exporting them. */
const internalRuntime: readonly string[] = [
  "ApiDescriptor",
  "ApiRequest",
  "Core",
  "OperationDescriptor",
  "PagedRequest",
  "ValuePlan",
];

/** What a package exports whose own code names these. */
export function exportedRuntime(used: ReadonlySet<string>): readonly PublicModule[] {
  return publicRuntime
    .filter(({ onlyWith }) => onlyWith === undefined || used.has(onlyWith))
    .map(({ module, values, types, whereUsed = [] }) => ({
      module,
      values,
      types: [...types, ...whereUsed.filter((name) => used.has(name))],
    }))
    .filter(({ values, types }) => values.length + types.length > 0);
}

/** Every name of the runtime that a generated type must not take. */
export function runtimeNames(): ReadonlySet<string> {
  const names = publicRuntime.flatMap(({ values, types, whereUsed = [] }) => [...values, ...types, ...whereUsed]);
  return new Set([...internalRuntime, ...names]);
}
