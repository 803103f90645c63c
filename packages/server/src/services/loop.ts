import type { FastifyBaseLogger } from "fastify";
import type { Deps } from "../deps.ts";
import type { Store } from "../store/store.ts";

export interface ServiceContext {
  readonly store: Store;
  readonly deps: Deps;
  readonly logger: FastifyBaseLogger;
}

/** Something the server does by itself, every so often. */
export interface Service {
  readonly name: string;
  readonly everyMs: number;
  /** One round. Answers whether it left work behind, so that the next round follows at once. */
  tick(context: ServiceContext): Promise<boolean>;
}

/**
 * Runs a service until stopped, a pause after each round. A failed round is logged and tried again in the next. `stop`
 * waits for the round under way.
 */
export function startLoop(service: Service, context: ServiceContext): { stop(): Promise<void> } {
  let isStopped = false;
  let round = Promise.resolve();
  let timer = plan();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await round;
    },
  };

  function plan(): NodeJS.Timeout {
    return setTimeout(() => {
      round = rounds();
    }, service.everyMs).unref();
  }

  async function rounds(): Promise<void> {
    try {
      for (let hasMore = true; hasMore;) hasMore = (await service.tick(context)) && !isStopped;
    } catch (error) {
      context.logger.error({ err: error, service: service.name }, "service round failed");
    }
    if (!isStopped) timer = plan();
  }
}
