import type { ApiClient } from "@tutti/client/http";
import { renewLease } from "@tutti/client/leases";
import { ResponseError } from "@tutti/client/response-error";

const RENEW_EVERY_MS = 3000;

/**
 * Keeps the lease that came with a claim. A process of Tutti's takes it over when it is there; for others, which know of no
 * leases, the worker goes on to renew it as long as they live (decision 14).
 */
export class ClaimedLease {
  readonly #timer: NodeJS.Timeout;
  /** Renews it now, as it does every few seconds by itself. */
  readonly renew: () => Promise<void>;
  #isOver = false;

  /** `onLost`: somebody else has the run from now on. */
  constructor(api: ApiClient, flowRunId: string, epoch: number, onLost: () => void) {
    this.renew = async () => {
      try {
        await renewLease(api, flowRunId, epoch, {});
      } catch (error) {
        // Without an answer the next renewal may still come in time.
        if (!(error instanceof ResponseError) || error.status !== 409 || this.#isOver) return;
        this.end();
        onLost();
      }
    };
    this.#timer = setInterval(() => void this.renew(), RENEW_EVERY_MS);
  }

  end(): void {
    this.#isOver = true;
    clearInterval(this.#timer);
  }
}
