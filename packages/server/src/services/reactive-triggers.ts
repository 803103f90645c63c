import type { CommittedEvent } from "../store/rows/event-row.ts";
import { followEvents } from "./follow-events.ts";
import type { Service } from "./loop.ts";

const BATCH = 100;

/**
 * Shows events to the triggers of automations as they are committed. `onFiring` is called when an automation has fired,
 * wherever.
 */
export function reactiveTriggers(onFiring: () => void): Service {
  return followEvents({
    name: "reactive-triggers",
    audience: "triggers",
    advance: (store) => store.command("advanceTriggers", { limit: BATCH }),
    onEvents: (events) => {
      if (events.some(isFiring)) onFiring();
    },
  });
}

function isFiring({ event }: CommittedEvent): boolean {
  return event === "prefect.automation.triggered";
}
