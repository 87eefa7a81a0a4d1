/** Where in the input something stands: a file and a JSON pointer into it. */
export interface Place {
  readonly file: string;
  readonly pointer: string;
}
