import { inspect } from "node:util";
import type { Instant } from "@tutti/core/instant";
import type { Connection } from "../connection.ts";
import { UnhashableError } from "../engine/canonical-input.ts";
import { now } from "../engine/clock.ts";
import { resultOptionsOf } from "../engine/result-options-of.ts";
import type { StepCall } from "../engine/step-call.ts";
import { namedParameters } from "../engine/task-definition.ts";
import { asError, errorTitle } from "../results/failure.ts";
import type { ResultMetadata } from "../results/result-file.ts";
import { cacheExpiry } from "../results/result-store.ts";
import { type CachedResults, cachedResults } from "./cached-results.ts";
import { type CacheContext, CachePolicy, type CacheSettings } from "./cache-policy.ts";
import type { Lock } from "./locks.ts";
import { serverLocks } from "./server-locks.ts";

/** A result found for a key. */
export interface CachedResult {
  readonly data: ResultMetadata;
  readonly value: unknown;
}

/** What a kept result stands in its state with. */
export interface Kept {
  readonly data: ResultMetadata;
  readonly expiresAt: ReturnType<typeof cacheExpiry>;
}

/** The result that a call shares with others under one key; null when it shares none. Throws what the key's function does. */
export async function openStepCache(
  call: StepCall,
  args: readonly unknown[],
  connection: Connection,
): Promise<StepCache | null> {
  const { cacheKey, cachePolicy } = call.task.options;
  if (cacheKey !== undefined) {
    const key: unknown = typeof cacheKey === "function" ? cacheKey(...args) : cacheKey;
    return cacheOf(call, connection, checkedKey("cacheKey", key), {});
  }
  if (cachePolicy === undefined) return null;
  const policy = typeof cachePolicy === "function" ? CachePolicy.of(cachePolicy) : cachePolicy;
  return cacheOf(call, connection, policyKey(policy, call, args), policy.settings);
}

function policyKey(policy: CachePolicy, call: StepCall, args: readonly unknown[]): string | null {
  try {
    return checkedKey("cachePolicy", policy.keyOf(contextOf(call, args)));
  } catch (error) {
    if (!(error instanceof UnhashableError)) throw error;
    const hint = "leave that input out with minus(), or give a function as the policy";
    call.step.logger.warn(`The result is not shared: an input is ${error.message}; ${hint}`);
    return null;
  }
}

function contextOf({ task, step, scope }: StepCall, args: readonly unknown[]): CacheContext {
  return {
    task: { name: task.name, source: Function.prototype.toString.call(task.fn) },
    taskRun: step.info,
    flowRun: scope?.info,
    inputs: namedParameters(task, args),
    flowParameters: scope?.fields.parameters ?? {},
  };
}

function checkedKey(option: string, key: unknown): string | null {
  if (key === undefined || key === null || typeof key === "string") return key ?? null;
  throw new TypeError(`${option} gave ${inspect(key, { depth: 0 })}, not a text`);
}

async function cacheOf(
  call: StepCall,
  connection: Connection,
  key: string | null,
  settings: CacheSettings,
): Promise<StepCache | null> {
  if (key === null) return null;
  return new StepCache(
    call,
    connection,
    key,
    settings,
    await cachedResults(connection.results, resultOptionsOf(call), settings.keyStorage),
  );
}

/** The shared result of one key, for one call. */
export class StepCache {
  readonly key: string;
  readonly #call: StepCall;
  readonly #connection: Connection;
  readonly #settings: CacheSettings;
  readonly #kept: CachedResults;
  #lock: Lock | null = null;
  #isHeldOn = false;

  constructor(call: StepCall, connection: Connection, key: string, settings: CacheSettings, kept: CachedResults) {
    this.key = key;
    this.#call = call;
    this.#connection = connection;
    this.#settings = settings;
    this.#kept = kept;
  }

  /** The result kept for the key. When there is none, and the policy is serializable, this waits for whoever computes it. */
  async find(): Promise<CachedResult | null> {
    const found = await this.#look();
    if (found !== null || this.#settings.isolation !== "SERIALIZABLE") return found;
    await this.#takeLock();
    return this.#look();
  }

  /** Keeps what the call came to, now unless said. Rejects with `unserializable_result`, or as the storage does. */
  async keep(value: unknown, at = now()): Promise<Kept> {
    const expiresAt = cacheExpiry(at, this.#call.task.options.cacheExpirationSeconds);
    return { data: await this.#kept.keep(value, this.key, expiresAt), expiresAt };
  }

  /** Keeps what the call came to earlier, unless there is something under the key, or its time is over. */
  async keepUnlessKept(value: unknown, at: Instant): Promise<void> {
    const expiresAt = cacheExpiry(at, this.#call.task.options.cacheExpirationSeconds);
    if (expiresAt !== null && expiresAt <= now()) return;
    if ((await this.#look()) === null) await this.keep(value, at);
  }

  /** The lock stays taken until what this gives is called. */
  holdOn(): () => Promise<void> {
    this.#isHeldOn = true;
    return () => this.#letGo();
  }

  /** Lets go of the lock, if it was taken. */
  async close(): Promise<void> {
    if (!this.#isHeldOn) await this.#letGo();
  }

  async #letGo(): Promise<void> {
    try {
      await this.#lock?.release();
    } catch (error) {
      this.#call.step.logger.warn(`The lock of "${this.key}" was not released: ${errorTitle(asError(error))}`);
    }
  }

  async #takeLock(): Promise<void> {
    const { locks = serverLocks } = this.#settings;
    const { step } = this.#call;
    this.#lock = await locks.acquire(this.key, {
      connection: this.#connection,
      signal: step.signal,
      onWaiting: () => step.logger.info(`Waiting for another run that computes the cache key "${this.key}"`),
    });
  }

  // One that cannot be read is as good as none: the task is run and replaces it.
  async #look(): Promise<CachedResult | null> {
    if (this.#call.task.options.refreshCache === true) return null;
    try {
      const found = await this.#kept.find(this.key, now());
      return found === null ? null : { data: found.metadata, value: await found.value() };
    } catch (error) {
      this.#call.step.logger.warn(`The cached result cannot be used: ${errorTitle(asError(error))}`);
      return null;
    }
  }
}
