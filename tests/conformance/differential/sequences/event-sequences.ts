import { z } from "zod";
import type { Answer } from "../exchange.ts";
import type { Sequence } from "../sequence.ts";
import type { Session } from "../session.ts";
import { happenings, type Happening } from "../made-events.ts";

/** Posts events of a kind that no other sequence has, and waits until they can be found. */
async function given(api: Session, prefix: string, made: readonly Happening[]): Promise<void> {
  await api.post("/events", happenings(prefix, made));
  const page = z.object({ total: z.literal(made.length) });
  const isThere = (answer: Answer) => page.safeParse(answer.body).success;
  await api.settle("/events/filter", { filter: { ...ever, event: { prefix: [prefix] } } }, isThere);
}

const ever = { occurred: { since: "2024-05-01T00:00:00Z", until: "2024-05-02T00:00:00Z" } };

export const eventSequences: Sequence[] = [
  {
    title: "events are found by name, resource and id, in either order",
    play: async (api) => {
      await given(api, "byname", [
        { name: "byname.one", second: 1, resource: { "prefect.resource.id": "byname.a.1", colour: "red" } },
        { name: "byname.two", second: 2, resource: { "prefect.resource.id": "byname.a.2", colour: "blue" } },
        { name: "byname.two", second: 3, resource: { "prefect.resource.id": "byname.b.1", "prefect.name": "b" } },
      ]);
      const filters: object[] = [
        { event: { name: ["byname.two"] } },
        { event: { name: ["byname.none"] } },
        { event: { name: [], prefix: ["byname"] } },
        { event: { prefix: ["byname.o", "byname.t"], exclude_prefix: ["byname.tw"] } },
        { event: { prefix: ["byname"], exclude_name: ["byname.one"] } },
        { event: null, resource: { id: ["byname.a.1", "byname.b.1"] } },
        { resource: { id_prefix: ["byname.a"] } },
        { resource: { id_prefix: ["byname"], labels: { colour: "red" } } },
        { resource: { labels: { "prefect.resource.id": "byname.a.*" } }, order: "ASC" },
        { resource: { labels: { "prefect.resource.id": ["byname.a.?", "byname.b.1"], colour: "!red" } } },
        { resource: { id_prefix: ["byname"], labels: { colour: ["r*d", "*lu*"] } } },
        { resource: { id_prefix: ["byname"], labels: { colour: [] } } },
        { resource: { id_prefix: ["byname"], labels: {} } },
        { resource: { id_prefix: ["byname"], distinct: true } },
        { id: { id: ["00000000-0000-4000-8000-00000000abcd"] } },
        { id: { id: null }, event: { prefix: ["byname"] } },
        { text: { query: "  " }, event: { prefix: ["byname"] } },
        { text: { query: '"" -' }, event: { prefix: ["byname"] } },
      ];
      for (const filter of filters) await api.post("/events/filter", { filter: { ...ever, ...filter } });
    },
  },
  {
    title: "events are found by the resources that they relate to",
    play: async (api) => {
      const flow = { "prefect.resource.id": "rel.flow.1", "prefect.resource.role": "flow", size: "big" };
      const tag = { "prefect.resource.id": "rel.tag.x", "prefect.resource.role": "tag" };
      const other = { "prefect.resource.id": "rel.flow.2", "prefect.resource.role": "flow", size: "small" };
      await given(api, "rel", [
        { name: "rel.one", second: 1, related: [flow, tag] },
        { name: "rel.two", second: 2, related: [other] },
        { name: "rel.three", second: 3, related: [] },
      ]);
      const related: unknown[] = [
        { id: ["rel.flow.1"] },
        { role: ["flow"] },
        { id: ["rel.flow.1"], role: ["tag"] },
        { resources_in_roles: [["rel.flow.2", "flow"]] },
        { resources_in_roles: [["rel.flow.2", "tag"]] },
        { labels: { size: "big" } },
        { labels: { "prefect.resource.id": "rel.flow.*", size: "!big" } },
        { labels: { "prefect.resource.role": "flow" } },
        [{ id: ["rel.flow.1"] }, { role: ["tag"] }],
        [{ id: ["rel.flow.1"] }, { id: ["rel.flow.2"] }],
        {},
        [],
        null,
      ];
      const mine = { ...ever, event: { prefix: ["rel."] } };
      for (const one of related) await api.post("/events/filter", { filter: { ...mine, related: one } });
      const any: unknown[] = [
        { id: ["rel.flow.1", "rel.resource"] },
        { id_prefix: ["rel.flow"] },
        { id_prefix: ["rel.tag", "rel.flow.2"] },
        { labels: { "prefect.resource.id": "rel.fl*" } },
        { labels: { "prefect.resource.id": "rel.resource" } },
        [{ id: ["rel.flow.1"] }, { id: ["rel.tag.x"] }],
        [{ id: ["rel.flow.1"] }, { id: ["rel.flow.2"] }],
        {},
      ];
      for (const one of any) await api.post("/events/filter", { filter: { ...mine, any_resource: one } });
    },
  },
  {
    title: "a list of events goes on page by page",
    play: async (api) => {
      const made = Array.from({ length: 7 }, (_, second) => ({ name: `paged.${second}`, second }));
      await given(api, "paged", made);
      for (const order of ["ASC", "DESC"]) {
        const first = await api.post("/events/filter", {
          filter: { ...ever, event: { prefix: ["paged"] }, order },
          limit: 3,
        });
        const second = await nextPage(api, first);
        const third = await nextPage(api, second);
        await nextPage(api, third);
      }
      await api.post("/events/filter", { filter: { ...ever, event: { prefix: ["paged"] } }, limit: 7 });
      await api.get("/events/filter/next");
      for (const token of ["", "nonsense", "e30=", "ZTMwPQ=="])
        await api.get(`/events/filter/next?page-token=${token}`);
    },
  },
  {
    title: "filters and limits that are none",
    play: async (api) => {
      const bodies: object[] = [
        { limit: 51 },
        { limit: -1 },
        { limit: null },
        { limit: 0, filter: { ...ever, event: { prefix: ["nothing"] } } },
        { filter: { unknown: 1 } },
        { filter: { occurred: null } },
        { filter: { occurred: { since: "yesterday" } } },
        { filter: { event: { names: ["x"] } } },
        { filter: { event: { name: "x" } } },
        { filter: { id: null } },
        { filter: { id: { id: ["x"] } } },
        { filter: { order: "SIDEWAYS" } },
        { filter: { text: { query: "x".repeat(201) } } },
        { filter: { text: {} } },
        { filter: { resource: { labels: { a: 1 } } } },
        { filter: { related: { resources_in_roles: [["a"]] } } },
      ];
      for (const body of bodies) await api.post("/events/filter", body);
      for (const events of [[{}], {}, "x", [{ occurred: "x", event: "x", resource: {}, id: "x" }]])
        await api.post("/events", events);
      await api.post("/events", []);
    },
  },
  {
    title: "events are counted by name, by resource and by time",
    play: async (api) => {
      await given(api, "counted", [
        { name: "counted.a", second: 1, resource: { "prefect.resource.id": "c.1", "prefect.resource.name": "old" } },
        { name: "counted.a", second: 65, resource: { "prefect.resource.id": "c.1", "prefect.resource.name": "new" } },
        { name: "counted.b", second: 70, resource: { "prefect.resource.id": "c.2" } },
        { name: "counted.a", second: 7300, resource: { "prefect.resource.id": "c.3", "prefect.name": "third" } },
      ]);
      const filter = { ...ever, event: { prefix: ["counted"] } };
      for (const countable of ["event", "resource", "day", "time"]) {
        await api.post(`/events/count-by/${countable}`, { filter });
      }
      const hours = { since: "2024-05-01T10:00:10Z", until: "2024-05-01T12:30:00Z" };
      for (const [unit, interval] of [
        ["hour", 1],
        ["minute", 30],
        ["week", 1],
        ["hour", 0.5],
        ["day", 2],
      ] as const) {
        const window = { filter: { ...filter, occurred: hours }, time_unit: unit, time_interval: interval };
        await api.post("/events/count-by/time", window);
      }
      const bodies: object[] = [
        { filter, time_unit: "second" },
        { filter, time_unit: "minute", time_interval: 1 },
        { filter, time_interval: 0.001 },
        { filter, time_interval: 0 },
        { filter, time_unit: "year" },
        { filter: null },
        {},
      ];
      for (const body of bodies) await api.post("/events/count-by/time", body);
      await api.post("/events/count-by/colour", { filter });
    },
  },
];

async function nextPage(api: Session, page: Answer): Promise<Answer> {
  const link = z.object({ next_page: z.string() }).safeParse(page.body);
  const path = link.success
    ? link.data.next_page.slice(link.data.next_page.indexOf("/api/") + 4)
    : "/events/filter/end";
  return api.get(path);
}
