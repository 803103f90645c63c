import { delay } from "@tutti/client/delay";

/** A process that has loaded all but a flow: `WarmRunner`. */
export interface Spare {
  readonly isSpent: boolean;
  whenSpare(): Promise<boolean>;
  retire(): Promise<void>;
}

/** The run that took the last one needs the processor more. */
const REST_MS = 1000;
/** Longer than a process is given to leave by itself, and to be killed. */
const CLOSES_WITHIN_MS = 10_000;

/** Keeps one process for the next runner that is needed: once asked to, always, but for a moment after it was taken. */
export class SpareRunner<S extends Spare> {
  readonly #start: () => Promise<S>;
  #spare: Promise<S | null> | null = null;
  /** The same before it is ready, which it may never be. */
  #booting: S | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;
  readonly #closesWithinMs: number;

  constructor(start: () => Promise<S>, closesWithinMs = CLOSES_WITHIN_MS) {
    this.#start = start;
    this.#closesWithinMs = closesWithinMs;
  }

  /** Starts one, unless there is one. */
  prepare(): void {
    if (this.#isClosed) return;
    this.#spare ??= this.#boot();
  }

  /** The one there is, as soon as it is ready; another follows. Null when there is none. */
  async take(): Promise<S | null> {
    if (this.#spare === null) return null;
    const spare = await this.#spare;
    // Somebody else may have waited for the same one.
    if (this.#spare === null) return null;
    this.#spare = null;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.prepare();
    }, REST_MS).unref();
    return spare === null || spare.isSpent ? null : spare;
  }

  /** Resolves when none is left, or when one does not end in time. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    const late = new AbortController();
    const tooLong = delay(this.#closesWithinMs, late.signal);
    await Promise.race([this.#retire(), tooLong]);
    late.abort();
  }

  /** One that is not ready yet has nothing to be waited for. */
  async #retire(): Promise<void> {
    const runner = this.#booting ?? (await this.#spare);
    await runner?.retire();
  }

  async #boot(): Promise<S | null> {
    try {
      const runner = await this.#start();
      // Closed while it was started: who closes waits for it.
      if (this.#isClosed) return runner;
      this.#booting = runner;
      return (await runner.whenSpare()) ? runner : null;
    } catch {
      // Whoever needs one starts it, and hears why that cannot be done.
      return null;
    } finally {
      this.#booting = null;
    }
  }
}

/** What Node or the system reads when a process starts, and not again. */
const READ_AT_START = /^(NODE_|LD_|UV_|SSL_|OPENSSL_|MALLOC_|GLIBC_)/;

type Environment = Readonly<Record<string, string | undefined>>;

/** Pure: whether a process started with the one becomes by setting variables what it would have been with the other. */
export function startsAlike(one: Environment, other: Environment): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)].filter((name) => READ_AT_START.test(name)));
  return [...names].every((name) => one[name] === other[name]);
}
