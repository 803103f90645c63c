import { delay } from "@tutti/client/delay";
import { streamEvents } from "@tutti/client/event-stream";
import type { ApiClient } from "@tutti/client/http";
import { backoffMs } from "@tutti/client/request-retry";

const DUE = ["Scheduled", "Resuming", "Recovering", "AwaitingRetry"].map(nameOf);
const CANCELLED = ["Cancelling", "Cancelled"].map(nameOf);

export interface RunNewsListener {
  /** A run may have become due. */
  readonly onDue: () => void;
  /** A run is to be cancelled, or has been. */
  readonly onCancelled: () => void;
}

/**
 * Hears from a Tutti server's events what becomes of the runs of deployments, at once. It connects again by itself; while it
 * is away, and where the server is another, nothing is told, and polls find the same.
 */
export class RunNews {
  readonly #api: ApiClient;
  readonly #related: readonly string[];
  readonly #listener: RunNewsListener;
  readonly #ended = new AbortController();

  constructor(api: ApiClient, deploymentIds: readonly string[], listener: RunNewsListener) {
    this.#api = api;
    this.#related = deploymentIds.map((id) => `prefect.deployment.${id}`);
    this.#listener = listener;
  }

  /** Resolves when it is closed. Never rejects. */
  async run(): Promise<void> {
    const { signal } = this.#ended;
    for (let attempt = 0; !signal.aborted; attempt++) {
      const hasOpened = await this.#followOnce().catch(() => false);
      if (hasOpened === null) return;
      if (hasOpened) attempt = 0;
      await delay(backoffMs(attempt, Math.random()), signal);
    }
  }

  close(): void {
    this.#ended.abort();
  }

  /** Stays as long as the connection does: whether there was one. Null where there is none to be had. */
  async #followOnce(): Promise<boolean | null> {
    if ((await this.#api.server()).kind !== "tutti") return null;
    let hasOpened = false;
    const onOpen = (): void => {
      hasOpened = true;
      // What happened before it followed is not told.
      this.#listener.onDue();
      this.#listener.onCancelled();
    };
    const filter = { event: { name: [...DUE, ...CANCELLED] }, related: { id: [...this.#related] } };
    try {
      for await (const { event } of streamEvents(this.#api, filter, { signal: this.#ended.signal, onOpen })) {
        if (DUE.includes(event)) this.#listener.onDue();
        else this.#listener.onCancelled();
      }
    } catch {
      // It ended: another follows.
    }
    return hasOpened;
  }
}

function nameOf(state: string): string {
  return `prefect.flow-run.${state}`;
}
