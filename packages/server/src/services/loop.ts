import type { FastifyBaseLogger } from "fastify";
import type { Deps } from "../deps.ts";
import { CommitWatch } from "./commit-watch.ts";
import type { Store } from "../store/store.ts";
import { RoundTrouble } from "./round-trouble.ts";

export interface ServiceContext {
  readonly store: Store;
  readonly deps: Deps;
  readonly logger: FastifyBaseLogger;
}

/** What a service may ask of the loop that runs it. */
export interface Loop {
  /** Asks for a round at once, or another after the one under way. */
  wake(): void;
}

/** Something the server does by itself, every so often. */
export interface Service {
  readonly name: string;
  readonly everyMs: number;
  /**
   * It can have work only after something was committed. On a database that this server has to itself its rounds are left
   * out while nothing is, but for one in half a minute.
   */
  readonly followsCommits?: boolean;
  /** One round. Answers whether it left work behind, so that the next round follows at once. */
  tick(context: ServiceContext): Promise<boolean>;
  /** Called before the first round. */
  begin?(loop: Loop): void;
  /** Ends what goes on besides the rounds; called after the last one. */
  stop?(): Promise<void>;
}

/**
 * Runs a service until stopped, a pause after each round. A failed round is logged and tried again in the next. `stop`
 * waits for the round under way.
 */
export function startLoop(service: Service, context: ServiceContext): { stop(): Promise<void> } {
  let isStopped = false;
  let isCalled = false;
  let round: Promise<void> | null = null;
  const trouble = new RoundTrouble(service.name, context);
  const watch = service.followsCommits === true ? CommitWatch.over(context.store) : null;
  let timer = plan();
  const loop: Loop = {
    wake() {
      isCalled = true;
      if (round === null && !isStopped) begin();
    },
  };
  service.begin?.(loop);
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      watch?.stop();
      await round;
      await service.stop?.();
    },
  };

  function plan(): NodeJS.Timeout {
    return setTimeout(due, service.everyMs).unref();
  }

  function due(): void {
    if (watch?.isQuiet === true) timer = plan();
    else begin();
  }

  function begin(): void {
    clearTimeout(timer);
    round = rounds();
  }

  async function rounds(): Promise<void> {
    watch?.look();
    try {
      for (let hasMore = true; hasMore;) {
        isCalled = false;
        hasMore = ((await service.tick(context)) || isCalled) && !isStopped;
        trouble.end();
      }
    } catch (error) {
      watch?.forget();
      trouble.note(error);
    }
    round = null;
    if (!isStopped) timer = plan();
  }
}
