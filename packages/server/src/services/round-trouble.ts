import type { Instant } from "@tutti/core/instant";
import { secondsBetween } from "@tutti/core/instant";
import type { ServiceContext } from "./loop.ts";

/** How long a service whose rounds go on failing keeps silent about it. */
const SILENT_SECONDS = 60;

/** Tells that rounds fail: the first one, once a minute while it lasts, and when they go well again. */
export class RoundTrouble {
  readonly #service: string;
  readonly #context: ServiceContext;
  #failed = 0;
  #message = "";
  #toldAt: Instant | null = null;

  constructor(service: string, context: ServiceContext) {
    this.#service = service;
    this.#context = context;
  }

  note(error: unknown): void {
    const { deps, logger } = this.#context;
    const now = deps.now();
    const message = error instanceof Error ? error.message : String(error);
    this.#failed += 1;
    const isKnown = this.#toldAt !== null && message === this.#message;
    if (isKnown && Math.abs(secondsBetween(now, this.#toldAt ?? now)) < SILENT_SECONDS) return;
    this.#message = message;
    this.#toldAt = now;
    logger.error({ err: error, service: this.#service, rounds: this.#failed }, "service round failed");
  }

  end(): void {
    if (this.#failed === 0) return;
    const rounds = this.#failed;
    this.#failed = 0;
    this.#toldAt = null;
    this.#context.logger.warn({ service: this.#service, rounds }, "service goes on: its round went well again");
  }
}
