import type { State } from "./state.ts";

/** A call of a task under way, as the engine sees it. */
export interface Call<T> {
  readonly taskRunId: string;
  /** `task_key/dynamic_key`: how the inputs of a later step name this one. */
  readonly stepKey: string;
  /** Resolves when the task run's last state is committed; never rejects for what the task threw. */
  readonly ended: Promise<State<T>>;
}

/**
 * A task run under way. Awaiting it gives the task's result, or throws what the task threw; a future that nobody awaits
 * brings no process down. Given to a task as an argument it stands for its result.
 */
export class TaskFuture<T> extends Promise<T> {
  readonly #call: Call<T>;

  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  constructor(call: Call<T>) {
    super((resolve, reject) => {
      call.ended.then((state) => state.result()).then(resolve, reject);
    });
    this.#call = call;
    this.catch(() => undefined);
  }

  get taskRunId(): string {
    return this.#call.taskRunId;
  }

  /** @internal How the inputs of a later step name this one. */
  get stepKey(): string {
    return this.#call.stepKey;
  }

  /** Waits for the end of the task run; never rejects for what the task threw. */
  state(): Promise<State<T>> {
    return this.#call.ended;
  }

  /** The same as awaiting the future. */
  async result(): Promise<T> {
    return (await this.#call.ended).result();
  }
}
