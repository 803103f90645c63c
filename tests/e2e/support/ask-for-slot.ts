import { expect } from "vitest";
import type { Dashboard } from "./dashboard.ts";

/**
 * Has a run ask for a slot of the limit `database`, again and again as runs do, until it is seen: who asks no more waits
 * no more.
 */
export async function askForSlot(
  dashboard: Dashboard,
  id: string | undefined,
  isSeen: () => Promise<boolean>,
): Promise<void> {
  const body = { names: ["database"], slots: 1, holder: { type: "flow_run", id } };
  const ask = async () => {
    await dashboard.call("POST", "/v2/concurrency_limits/increment-with-lease", body).catch(() => undefined);
    return isSeen();
  };
  await expect.poll(ask, { interval: 1000 }).toBe(true);
}
