import { checkCount } from "../check-count.ts";

/** How slots are waited for. */
export interface WaitOptions {
  /** How many slots of each limit. 1 unless given. */
  readonly slots?: number;
  /** How long to wait for them; for ever unless given. */
  readonly timeoutSeconds?: number;
  /** Names without a limit are an error. Unless given they limit nothing. */
  readonly strict?: boolean;
}

/** How slots are taken and held. */
export interface ConcurrencyOptions extends WaitOptions {
  /** How long the slots stay taken after this process is gone. 60 unless given, to 86,400 (a day). */
  readonly leaseSeconds?: number;
  /** The work fails with `slots_lost` when others get its slots; it then goes on unless given. `strict` implies it. */
  readonly raiseOnLeaseRenewalFailure?: boolean;
}

export interface LimitRequest {
  readonly names: readonly string[];
  readonly slots: number;
  readonly timeoutSeconds: number | undefined;
  readonly strict: boolean;
}

const LEASE_SECONDS = { shortest: 60, longest: 86_400 };

/** Throws `TypeError` and `RangeError` for what cannot be asked of a server. */
export function limitRequest(names: string | readonly string[], options: WaitOptions): LimitRequest {
  const list = typeof names === "string" ? [names] : Array.isArray(names) ? [...new Set<string>(names)] : [];
  if (list.length === 0 || list.some((name) => typeof name !== "string" || name === "")) {
    throw new TypeError("A concurrency limit is given by its name, or several by a list of names");
  }
  const { slots = 1, timeoutSeconds, strict = false } = options;
  checkCount("slots", slots);
  if (timeoutSeconds !== undefined && !(timeoutSeconds >= 0)) {
    throw new RangeError(`timeoutSeconds must be a number from 0, not ${timeoutSeconds}`);
  }
  return { names: list.toSorted(), slots, timeoutSeconds, strict };
}

/** Throws `RangeError` for a time that no server takes. */
export function leaseSecondsOf({ leaseSeconds = LEASE_SECONDS.shortest }: ConcurrencyOptions): number {
  const { shortest, longest } = LEASE_SECONDS;
  if (leaseSeconds >= shortest && leaseSeconds <= longest) return leaseSeconds;
  throw new RangeError(`leaseSeconds must be between ${shortest} and ${longest}, not ${leaseSeconds}`);
}

/** In words, for whoever reads that it is waited for. */
export function requestInWords({ names, slots }: LimitRequest): string {
  const limits = names.map((name) => `"${name}"`).join(", ");
  return `${slots} ${slots === 1 ? "slot" : "slots"} of the concurrency ${names.length === 1 ? "limit" : "limits"} ${limits}`;
}
