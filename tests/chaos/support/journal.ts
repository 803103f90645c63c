/** What a client was told is safe: the oracle of a test that kills the server. */
export class Journal {
  readonly #stepStates: string[] = [];
  readonly #flowRunStates: string[] = [];
  readonly #variables = new Map<string, number>();
  readonly #logs: string[] = [];
  readonly #onEntry: (id: string) => void;

  constructor(onEntry: (id: string) => void = () => undefined) {
    this.#onEntry = onEntry;
  }

  /** A task run's state, reported as the event with this id, was acknowledged. */
  step(stateId: string): void {
    this.#stepStates.push(stateId);
    this.#onEntry(`step ${stateId}`);
  }

  /** A flow run's state was accepted. */
  flowRunState(stateId: string): void {
    this.#flowRunStates.push(stateId);
    this.#onEntry(`flow-run-state ${stateId}`);
  }

  variable(name: string, value: number): void {
    this.#variables.set(name, value);
    this.#onEntry(`variable ${name} ${value}`);
  }

  log(message: string): void {
    this.#logs.push(message);
    this.#onEntry(`log ${message}`);
  }

  /** Every entry in the words given to `onEntry`, a variable with its last value only. */
  entries(): string[] {
    return [
      ...this.#stepStates.map((id) => `step ${id}`),
      ...this.#flowRunStates.map((id) => `flow-run-state ${id}`),
      ...this.#logs.map((message) => `log ${message}`),
      ...[...this.#variables].map(([name, value]) => `variable ${name} ${value}`),
    ];
  }
}
