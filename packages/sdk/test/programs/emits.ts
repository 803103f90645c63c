import { emitEvent } from "../../src/events/emit-event.ts";
import { flow } from "../../src/flow.ts";

// A flow that tests deploy to a pool, and that tells an event.

export const emits = flow(async function emits() {
  await emitEvent({ event: "deployed.emitted", resource: "deployed" });
});
