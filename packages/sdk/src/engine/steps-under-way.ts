import type { StepScope } from "./step-scope.ts";

/**
 * The steps of a run that are under way. No `Set`: a table that a set has outgrown refers to the next, with all that was in
 * it, so that an old one keeps a third of all steps of a long run in memory until the next full garbage collection.
 */
export class StepsUnderWay {
  readonly #steps: StepScope[] = [];

  add(step: StepScope): void {
    step.place = this.#steps.push(step) - 1;
  }

  delete(step: StepScope): void {
    if (!this.has(step)) return;
    const last = this.#steps.pop();
    if (last === undefined || last === step) return;
    this.#steps[step.place] = last;
    last.place = step.place;
  }

  has(step: StepScope): boolean {
    return this.#steps[step.place] === step;
  }

  clear(): void {
    this.#steps.length = 0;
  }

  [Symbol.iterator](): Iterator<StepScope> {
    return this.#steps[Symbol.iterator]();
  }
}
