import type { StandardSchema } from "../standard-schema.ts";

/** How a run waits for somebody. All are optional. */
export interface PauseOptions {
  /** The run fails when nobody resumes it in time. An hour unless given; `Infinity` waits for ever. */
  readonly timeoutSeconds?: number;
  /** How often the process looks whether the run was resumed. 2 unless given. */
  readonly pollIntervalSeconds?: number;
  /** What to say above the form. */
  readonly description?: string;
  /**
   * What tells this pause from the others of the run. The pauses are counted unless given: give one where their order may
   * differ from attempt to attempt.
   */
  readonly key?: string;
}

export interface AskingOptions<S extends StandardSchema> extends PauseOptions {
  /** What is asked for: zod, or any Standard Schema. Whoever resumes the run gets a form for it. */
  readonly input: S;
}

/** A suspended run has no process that could look. */
export type SuspendOptions = Omit<PauseOptions, "pollIntervalSeconds">;

export type AskingSuspendOptions<S extends StandardSchema> = Omit<AskingOptions<S>, "pollIntervalSeconds">;
