/** An HTTP method. */
export type HttpMethod = "DELETE" | "GET" | "POST" | "PUT" | (string & {});
