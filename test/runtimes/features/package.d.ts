/** What the cases use of the package that `openapi.yaml` becomes before they run; other tests judge its types. */
declare module "@runtimes/features" {
  interface Call<Data> {
    execute(options?: { readonly timeout?: number; readonly retry?: false; readonly headers?: object }): Promise<Data>;
    toRequest(): Request;
  }
  interface WithBody<Value, Data> {
    body(value: Value): Call<Data>;
  }
  interface GetSession extends Call<unknown> {
    sid(value: string): GetSession;
    referer(value: string): GetSession;
  }
  type Bytes = string | Uint8Array | ArrayBuffer | Blob | ReadableStream;

  export class FeaturesClient {
    constructor(options: { readonly server: string; readonly auth?: object; readonly middleware?: unknown });
    readonly features: {
      getSession(): GetSession;
      getAccount(): Call<unknown>;
      getArchive(): Call<Uint8Array>;
      putArchive(): WithBody<Bytes, unknown>;
      uploadDocument(): WithBody<{ readonly file: Bytes; readonly title?: string }, unknown>;
      watchEvents(): Call<AsyncIterable<{ readonly n?: number }>>;
      readRows(): Call<AsyncIterable<{ readonly n?: number }>>;
      listThings(): Call<unknown>;
    };
  }
  export { ConnectionError, InvalidParameterError, Secret } from "@api-tokens/mist";
}
