import { prepared } from "../../store/prepared.ts";
import type { Tx } from "../command.ts";

/** Up to where the events were held against what runs wait for. */
export const EVENT_WAIT_CURSOR = "event-waits";

const firstWait = prepared<object, { flow_run_id: string }>((db) =>
  db.selectFrom("event_wait").select("flow_run_id").limit(1),
);

/** Whether any run waits for an event. Asked every second, so it stands apart from what is done when one does. */
export async function isAnyWaiting(tx: Tx): Promise<boolean> {
  return (await firstWait(tx, {})).length > 0;
}
