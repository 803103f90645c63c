import type { State } from "../state.ts";
import { newId } from "./new-id.ts";

type Resolve = (result: unknown) => void;

/**
 * What a call of a task comes to, for those who made it. It lives as long as the call's future does, so it holds as little as
 * can be: of a hundred thousand futures most are asked for their result alone. The id is made when it is first asked
 * for, the promise of the state when somebody waits for that.
 */
export class CallEnd {
  readonly #taskKey: string;
  readonly #dynamicKey: string;
  #id: string | null;
  #state: State | null = null;
  #failure: { readonly error: unknown } | null = null;
  #ended: PromiseWithResolvers<State> | null = null;
  #resolveResult: Resolve | null = null;
  /** The promise of the result, which `tell` was given the resolver of. */
  result: Promise<unknown> | null = null;

  /** `id` is null for a task run that is not on record yet. */
  constructor(taskKey: string, dynamicKey: string, id: string | null) {
    this.#taskKey = taskKey;
    this.#dynamicKey = dynamicKey;
    this.#id = id;
  }

  get taskRunId(): string {
    this.#id ??= newId();
    return this.#id;
  }

  get dynamicKey(): string {
    return this.#dynamicKey;
  }

  /** `task_key/dynamic_key`: how the inputs of a later step name this one. */
  get stepKey(): string {
    return `${this.#taskKey}/${this.#dynamicKey}`;
  }

  /** Resolves when the task run's last state is committed; never rejects for what the task threw. */
  get ended(): Promise<State> {
    if (this.#state !== null) return Promise.resolve(this.#state);
    if (this.#failure !== null) return Promise.reject(this.#failure.error);
    this.#ended ??= Promise.withResolvers();
    return this.#ended.promise;
  }

  /** Who is told of the result. One for a call. */
  tell(resolve: Resolve): void {
    this.#resolveResult = resolve;
  }

  settle(state: State): void {
    this.#state = state;
    this.#ended?.resolve(state);
    if (state.error === undefined) this.#resolveResult?.(state.result());
    else this.#reject(state.error);
    this.#forget();
  }

  /** It could not be reported how it ended. */
  fail(error: unknown): void {
    this.#failure = { error };
    this.#ended?.reject(error);
    this.#reject(error);
    this.#forget();
  }

  // A failure that nobody asks for brings no process down.
  #reject(reason: unknown): void {
    this.result?.catch(() => undefined);
    this.#resolveResult?.(failed(reason));
  }

  #forget(): void {
    this.#ended = null;
    this.result = null;
    this.#resolveResult = null;
  }
}

async function failed(error: unknown): Promise<never> {
  throw error;
}
