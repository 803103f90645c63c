import { releaseSlots, takeRateSlots, takeSlots } from "@tutti/client/concurrency-limits";
import { TuttiError } from "@tutti/core/errors";
import type { LeaseHolder, TakenLimit } from "@tutti/core/wire/concurrency-limit";
import type { Connection } from "../connection.ts";
import type { RunContext } from "../engine/run-context.ts";
import { type Grant, HeldSlots } from "./held-slots.ts";
import { limitLog } from "./limit-log.ts";
import { type LimitRequest, requestInWords } from "./limit-options.ts";
import { waitForSlots } from "./wait-for-slots.ts";

/** What acquiring depends on besides the request. */
export interface Acquiring {
  readonly connection: Connection;
  readonly context: RunContext;
  readonly signal: AbortSignal;
  readonly onWaiting?: (what: string, retryAfterMs: number) => void;
}

/** Waits for slots and takes them under a lease; null when none of the names has a limit. */
export async function acquireSlots(
  request: LimitRequest,
  leaseSeconds: number,
  holder: LeaseHolder | null,
  acquiring: Acquiring,
): Promise<HeldSlots | null> {
  const { connection, context } = acquiring;
  const { names, slots } = request;
  const take = async (): Promise<Grant> => {
    const body = { names: [...names], slots, mode: "concurrency" as const, lease_duration: leaseSeconds, holder };
    const { lease_id, limits } = await takeSlots(connection.api, body);
    return { leaseId: lease_id, limits, slots, leaseSeconds };
  };
  const giveBack = ({ leaseId }: Grant): void => void releaseSlots(connection.api, leaseId).catch(() => undefined);
  const grant = await waitForSlots({ ...waitingFor(request, acquiring), take, giveBack });
  const isComplete = saysWhatIsMissing(request, grant.limits, context);
  const held = grant.limits.length === 0 ? null : new HeldSlots(grant, context, connection);
  if (isComplete) return held;
  await held?.release();
  throw missing(request, grant.limits);
}

/** Waits for slots of rate limits and takes them for good. */
export async function acquireRateSlots(request: LimitRequest, acquiring: Acquiring): Promise<TakenLimit[]> {
  const { api } = acquiring.connection;
  const body = { names: [...request.names], slots: request.slots, mode: "rate_limit" as const };
  const take = (): Promise<TakenLimit[]> => takeRateSlots(api, body);
  const limits = await waitForSlots({ ...waitingFor(request, acquiring), take, giveBack: () => undefined });
  if (!saysWhatIsMissing(request, limits, acquiring.context)) throw missing(request, limits);
  return limits;
}

function waitingFor(request: LimitRequest, { context, signal, onWaiting }: Acquiring) {
  const what = requestInWords(request);
  return {
    what,
    key: JSON.stringify(request.names),
    timeoutSeconds: request.timeoutSeconds,
    signal,
    onWaiting: (retryAfterMs: number): void => {
      limitLog(context).info(`Waiting for ${what}: all are taken`);
      onWaiting?.(what, retryAfterMs);
    },
  };
}

function saysWhatIsMissing(request: LimitRequest, limits: readonly TakenLimit[], context: RunContext): boolean {
  const without = namesWithout(request, limits);
  if (without.length === 0) return true;
  if (request.strict) return false;
  if (!without.every((name) => name.startsWith("tag:"))) {
    const make = `tutti gcl create ${without[0]} --limit <slots>`;
    limitLog(context).warn(
      `There is no concurrency limit ${without.join(", ")}: it limits nothing. To make it: ${make}`,
    );
  }
  return true;
}

function missing(request: LimitRequest, limits: readonly TakenLimit[]): TuttiError {
  return new TuttiError("missing_limit", namesWithout(request, limits).join(", "));
}

function namesWithout({ names }: LimitRequest, limits: readonly TakenLimit[]): string[] {
  const found = new Set(limits.map(({ name }) => name));
  return names.filter((name) => !found.has(name));
}
