/** One request and its answer, as one server gave it. Numbers keep their source text (`0.0` is not `0`). */
export interface Exchange {
  readonly method: string;
  /** Path and query below `/api`, as sent. */
  readonly path: string;
  readonly sent: unknown;
  readonly answer: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
}

/** What an answer's reader needs most: the status, the body and the id that the server gave. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** The body's `id`, or a path-safe word that says that there was none. */
  readonly id: string;
}
