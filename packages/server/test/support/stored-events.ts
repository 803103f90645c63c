import { eventInput, type EventInput } from "@tutti/core/wire/event";
import { eventRecord } from "../../src/commands/events/event-record.ts";
import type { Store } from "../../src/store/store.ts";
import { sampleEvent } from "./event-gate.ts";

/** Records so many events, or one of each of these fields, as one batch; answers their ids. */
export async function recordSamples(store: Store, samples: number | readonly object[]): Promise<string[]> {
  const fields = typeof samples === "number" ? Array.from({ length: samples }, () => ({})) : samples;
  const events = fields.map((changes): EventInput => eventInput.parse(sampleEvent({ ...changes })));
  await store.command("recordEvents", { events: events.map(eventRecord) });
  return events.map(({ id }) => id);
}
