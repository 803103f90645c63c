import { TUTTI_VERSION } from "../http/versions.ts";
import type { ServiceContext } from "./loop.ts";

/** How long a server that is ready serves before it registers blocks. */
const AFTER_READY_MS = 200;
/** Registered in one transaction: few enough that no writer waits long. */
const BATCH = 8;

/**
 * Registers the bundled blocks once for each version, in the background: a start does not wait for it. Who asks for a
 * block type meanwhile does, so that nobody finds none and makes their own.
 */
export class BlockRegistration {
  readonly #context: ServiceContext;
  #done: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isStopped = false;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** Begins soon. */
  plan(): void {
    this.#timer = setTimeout(() => void this.finish(), AFTER_READY_MS).unref();
  }

  /** Resolves when it is over, whether it went well or not. */
  finish(): Promise<void> {
    this.#done ??= this.#register().catch((error: unknown) => {
      this.#context.logger.error({ err: error }, "bundled blocks were not registered");
    });
    return this.#done;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#done;
  }

  async #register(): Promise<void> {
    const { store } = this.#context;
    if ((await store.command("readRegisteredVersion", null)) === TUTTI_VERSION) return;
    const { blockRegistrations } = await import("../bundled/block-registrations.ts");
    const blocks = blockRegistrations();
    for (let at = 0; at < blocks.length; at += BATCH) {
      if (this.#isStopped) return;
      await store.command("registerBlocks", { blocks: blocks.slice(at, at + BATCH) });
    }
    await store.command("noteRegisteredVersion", { version: TUTTI_VERSION });
  }
}
