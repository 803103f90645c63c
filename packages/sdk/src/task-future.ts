import type { CallEnd } from "./engine/call-end.ts";
import type { State } from "./state.ts";

/**
 * A task run under way. Awaiting it gives the task's result, or throws what the task threw; a future that nobody awaits
 * brings no process down. Given to a task as an argument it stands for its result.
 */
export class TaskFuture<T> extends Promise<T> {
  readonly #end: CallEnd;

  static {
    // Its `then` gives a plain promise, and `await` and `Promise.all` take it as it is: else each makes promises around it.
    void Object.defineProperty(this.prototype, "constructor", { value: Promise });
  }

  constructor(end: CallEnd) {
    super((resolve) => {
      // What the task's function gives is what the future is typed with, where the task is made.
      end.tell(resolve as (result: unknown) => void);
    });
    end.result = this;
    this.#end = end;
  }

  get taskRunId(): string {
    return this.#end.taskRunId;
  }

  /** @internal How the inputs of a later step name this one. */
  get stepKey(): string {
    return this.#end.stepKey;
  }

  /** Waits for the end of the task run; never rejects for what the task threw. */
  state(): Promise<State<T>> {
    return this.#end.ended as Promise<State<T>>;
  }

  /** The same as awaiting the future. */
  async result(): Promise<T> {
    return (await this.state()).result();
  }
}
