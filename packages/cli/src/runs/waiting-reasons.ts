import type { ApiClient } from "@tutti/client/http";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { Output } from "../output.ts";
import { oneLine } from "../plain-text.ts";
import { whyItWaits } from "./why-it-waits.ts";

const TELL_AFTER_MS = 3000;

/** Says to whoever watches a run what it waits for, once for each state that it stays in. */
export class WaitingReasons {
  readonly #api: ApiClient;
  readonly #output: Output;
  readonly #tellAfterMs: number;
  #stateId: string | null = null;
  #askAtMs = 0;
  #isTold = false;

  constructor(api: ApiClient, output: Output, tellAfterMs = TELL_AFTER_MS) {
    this.#api = api;
    this.#output = output;
    this.#tellAfterMs = tellAfterMs;
  }

  /** To be called with each look at the run. A run that has only just come to where it is most likely goes on by itself. */
  async tell(run: FlowRun): Promise<void> {
    const now = performance.now();
    if (run.state_id !== this.#stateId) {
      this.#stateId = run.state_id;
      this.#askAtMs = now + this.#tellAfterMs;
      this.#isTold = false;
    }
    if (this.#isTold || now < this.#askAtMs) return;
    this.#askAtMs = now + this.#tellAfterMs;
    const waiting = await whyItWaits(this.#api, run, Date.now());
    this.#isTold = waiting !== null;
    if (waiting === null) return;
    this.#output.say(this.#output.styleAside("dim", oneLine(waiting.words)));
    if (waiting.command !== null) this.#output.say(this.#output.styleAside("dim", `  ${waiting.command}`));
  }
}
