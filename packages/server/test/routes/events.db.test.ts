import { eventPage, type EventPage } from "@tutti/core/wire/event-filter";
import { expect, test } from "vitest";
import { describeOnDatabases } from "../support/databases.ts";
import { sampleEvent } from "../support/event-gate.ts";
import { RouteClient } from "../support/route-client.ts";

const DAY = { since: "2026-11-22T00:00:00Z", until: "2026-11-23T00:00:00Z" };

describeOnDatabases("the routes of events", (database) => {
  async function client(): Promise<RouteClient> {
    const { store, deps } = await database.open();
    return new RouteClient(store, deps);
  }

  async function page(api: RouteClient, body: object): Promise<EventPage> {
    return eventPage.parse(await api.expect(200, "POST", "/events/filter", body));
  }

  async function next(api: RouteClient, { next_page }: EventPage): Promise<EventPage> {
    return eventPage.parse(await api.expect(200, "GET", String(next_page).replace(/^.*\/api/, "")));
  }

  test("an event is read as it was sent, once, however often it came", async () => {
    const api = await client();
    const sent = sampleEvent({ payload: { deep: [1, null] }, follows: "00000000-0000-4000-8000-000000000009" });
    for (let times = 0; times < 2; times++) await api.expect(204, "POST", "/events", [sent]);
    const { events, total } = await page(api, { filter: { occurred: DAY, id: { id: [sent.id] } } });
    expect({ events, total }).toEqual({
      events: [{ ...sent, related: [], received: expect.any(String) }],
      total: 1,
    });
  });

  test("later pages are of the window and the total of the first", async () => {
    const api = await client();
    const named = (second: number) => sampleEvent({ event: "paged", occurred: `2026-11-22T10:00:0${second}Z` });
    await api.expect(204, "POST", "/events", [1, 2, 3, 4, 5].map(named));
    const filter = { occurred: DAY, event: { name: ["paged"] } };
    const first = await page(api, { filter, limit: 2 });
    await api.expect(204, "POST", "/events", [named(6)]);
    const second = await next(api, first);
    const third = await next(api, second);
    expect([first, second, third].map((part) => [part.total, part.events.map((event) => event.occurred)])).toEqual([
      [5, ["2026-11-22T10:00:05Z", "2026-11-22T10:00:04Z"]],
      [5, ["2026-11-22T10:00:03Z", "2026-11-22T10:00:02Z"]],
      [5, ["2026-11-22T10:00:01Z"]],
    ]);
    expect(third.next_page).toBeNull();
  });

  test.each(["", "nonsense", Buffer.from("{}").toString("base64url")])("%j is no page token", async (token) => {
    const api = await client();
    expect(await api.ask("GET", `/events/filter/next?page-token=${token}`)).toEqual({
      status: 403,
      body: { detail: "Forbidden" },
    });
  });

  test("too many buckets, and what cannot be counted, are refused", async () => {
    const api = await client();
    const filter = { occurred: DAY };
    const answers = await Promise.all([
      api.ask("POST", "/events/count-by/time", { filter, time_unit: "second" }),
      api.ask("POST", "/events/count-by/colour", { filter }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([422, 422]);
  });
});
