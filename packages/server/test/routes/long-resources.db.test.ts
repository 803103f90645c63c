import { randomUUID } from "node:crypto";
import { eventPage } from "@tutti/core/wire/event-filter";
import { expect, test } from "vitest";
import { describeOnDatabases } from "../support/databases.ts";
import { sampleEvent } from "../support/event-gate.ts";
import { RouteClient } from "../support/route-client.ts";

const DAY = { since: "2026-11-22T00:00:00Z", until: "2026-11-23T00:00:00Z" };

describeOnDatabases("what is too long for an index", (database) => {
  test("events of a resource with the longest id are found by it, and counted", async () => {
    const { store, deps } = await database.open();
    const api = new RouteClient(store, deps);
    const id = Array.from({ length: 100 }, () => randomUUID()).join(".");
    const resource = { "prefect.resource.id": id, "prefect.resource.name": "long" };
    const sent = sampleEvent({ event: "long", resource, related: [{ ...resource, "prefect.resource.role": "kin" }] });
    const short = sampleEvent({ event: "long", resource: { "prefect.resource.id": "short" } });
    await api.expect(204, "POST", "/events", [sent, short]);
    for (const filter of [
      { resource: { id: [id] } },
      { related: { id: [id] } },
      { any_resource: { id: ["no", id] } },
    ]) {
      const page = await api.expect(200, "POST", "/events/filter", { filter: { occurred: DAY, ...filter } });
      const { events, total } = eventPage.parse(page);
      expect([events.map((event) => event.id), total]).toEqual([[sent.id], 1]);
    }
    const counted = { filter: { occurred: DAY, event: { name: ["long"] } } };
    expect(await api.expect(200, "POST", "/events/count-by/resource", counted)).toMatchObject([
      { value: id, label: "long", count: 1 },
      { value: "short", label: "short", count: 1 },
    ]);
  });
});
