// A call that held the event loop longer than this would have kept its Running state from being sent.
const QUICK_MS = 5;
/** What is left of a slow call after each quick one: a pause of the collector is forgotten at once, ten minutes are not. */
const MEMORY = 0.9;

/** Whether a task's function gives the event loop back soon: learned from its calls, since nothing else tells. */
export class Pace {
  #slowestMs: number | null = null;

  get isKnownQuick(): boolean {
    return this.#slowestMs !== null && this.#slowestMs < QUICK_MS;
  }

  note(blockedMs: number): void {
    this.#slowestMs = Math.max((this.#slowestMs ?? 0) * MEMORY, blockedMs);
  }
}
