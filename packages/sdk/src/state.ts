import { isTerminal, type StateType } from "@tutti/core/state-type";

/** What is known of a state whatever became of the run. */
export interface StateSummary {
  readonly id: string;
  readonly type: StateType;
  readonly name: string;
  readonly message: string | null;
  readonly timestamp: Date;
}

/** What is known beforehand of the state that a run is to end in: what its function said of it, or how it was stopped. */
export interface GivenState<Type extends StateType = StateType> {
  readonly type: Type;
  /** That of the type unless given. */
  readonly name?: string;
  readonly message: string | null;
}

/** What a run came to: a value, or the error it failed with; and in which state, where that does not go without saying. */
export type Outcome<T> =
  | { readonly kind: "value"; readonly value: T; readonly given?: GivenState<"COMPLETED"> }
  | { readonly kind: "error"; readonly error: Error; readonly given?: GivenState<UnsuccessfulType> };

/** How a run can end without a result. */
export type UnsuccessfulType = "FAILED" | "CANCELLED" | "CRASHED";

/** The state a flow run or task run ended in, with its result at hand. */
export class State<T = unknown> implements StateSummary {
  readonly id: string;
  readonly type: StateType;
  readonly name: string;
  readonly message: string | null;
  readonly timestamp: Date;
  readonly #outcome: Outcome<T>;

  constructor(summary: StateSummary, outcome: Outcome<T>) {
    this.id = summary.id;
    this.type = summary.type;
    this.name = summary.name;
    this.message = summary.message;
    this.timestamp = summary.timestamp;
    this.#outcome = outcome;
  }

  /** The run's result. Throws what the run failed with when there is none. */
  result(): T {
    if (this.#outcome.kind === "error") throw this.#outcome.error;
    return this.#outcome.value;
  }

  /** What the run failed with, if it did. */
  get error(): Error | undefined {
    return this.#outcome.kind === "error" ? this.#outcome.error : undefined;
  }

  isCompleted(): boolean {
    return this.type === "COMPLETED";
  }

  isFailed(): boolean {
    return this.type === "FAILED";
  }

  isCrashed(): boolean {
    return this.type === "CRASHED";
  }

  isCancelled(): boolean {
    return this.type === "CANCELLED";
  }

  isFinal(): boolean {
    return isTerminal(this.type);
  }
}
