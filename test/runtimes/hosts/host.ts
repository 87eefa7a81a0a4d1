/** What a host is given to run the cases. */
export interface Job {
  /** Where the control server is. */
  readonly control: string;
  /** Takes whatever the runtime prints. */
  onOutput(text: string): void;
  /** Ends when the cases are over, or when nothing more comes of them. */
  readonly signal: AbortSignal;
}

/** A runtime that runs the cases. */
export interface Host {
  readonly name: string;
  /** Whether it stands between two origins as a browser does. */
  readonly isBrowser?: true;
  /** What it says of its version; `undefined` where it is missing. */
  version(): Promise<string | undefined>;
  /** How to get it where it is missing. */
  readonly advice: string;
  /** Starts it; resolves when it has ended, rejects when it ends on its own before all cases are over. */
  run(job: Job): Promise<void>;
}
