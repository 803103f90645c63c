import { setTimeout as passed } from "node:timers/promises";

/** Resolves after this time, or as soon as the signal is aborted; it never rejects. */
export async function delay(ms: number, signal?: AbortSignal): Promise<void> {
  await passed(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
}
