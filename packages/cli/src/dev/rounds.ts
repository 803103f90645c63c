import { failureOf, tellFailure } from "../failure.ts";
import type { Output } from "../output.ts";
import type { DevFlows } from "./dev-flows.ts";
import { tellFirstRound, tellRound } from "./tell-flows.ts";

/** Deploys a folder's flows again and again, one round after the other; changes during one are in the next. */
export class Rounds {
  readonly #flows: DevFlows;
  readonly #folder: string;
  readonly #output: Output;
  #waiting = new Set<string>();
  #underWay: Promise<void> = Promise.resolve();
  #isEnded = false;

  constructor(flows: DevFlows, folder: string, output: Output) {
    this.#flows = flows;
    this.#folder = folder;
    this.#output = output;
  }

  async first(): Promise<void> {
    this.#underWay = this.#flows.deploy().then((round) => tellFirstRound(round, this.#folder, this.#output));
    await this.#underWay;
  }

  /** Plans a round because of these files. */
  again(files: readonly string[]): void {
    const isPlanned = this.#waiting.size > 0;
    for (const file of files) this.#waiting.add(file);
    if (!isPlanned) this.#underWay = this.#underWay.then(() => this.#next());
  }

  /** Resolves when no round is under way, and none begins any more. */
  async end(): Promise<void> {
    this.#isEnded = true;
    await this.#underWay;
  }

  async #next(): Promise<void> {
    const files = [...this.#waiting];
    this.#waiting = new Set();
    if (this.#isEnded) return;
    try {
      tellRound(await this.#flows.deploy(), files, this.#output);
    } catch (error) {
      tellFailure(failureOf(error, ["dev"]), this.#output);
    }
  }
}
