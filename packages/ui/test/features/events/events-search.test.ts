import { eventFilter } from "@tutti/core/wire/event-filter";
import { expect, test } from "vitest";
import { eventsFilter, kindWords, readEventsSearch } from "../../../src/features/events/events-search.ts";
import { placeOf, resourceWords } from "../../../src/features/events/resource-place.ts";

const now = Date.UTC(2026, 10, 22, 12);

test("the address is read key by key", () => {
  const raw = { q: "x", kind: "prefect.flow-run.", resource: "r", range: "7d", other: "1" };
  expect(readEventsSearch(raw)).toStrictEqual({ q: "x", kind: ["prefect.flow-run."], resource: "r", range: "7d" });
});

test("the server takes every filter", () => {
  const filter = eventsFilter({ q: "x", kind: ["prefect.flow-run."], resource: "r", range: "1h" }, now);
  expect(filter).toStrictEqual({
    occurred: { since: "2026-11-22T11:00:00.000Z" },
    event: { prefix: ["prefect.flow-run."] },
    any_resource: { id_prefix: ["r"] },
    text: { query: "x" },
    order: "DESC",
  });
  expect(eventFilter.safeParse(filter).success).toBe(true);
  expect(eventsFilter({}, now)).toStrictEqual({ occurred: { since: "2026-11-21T12:00:00.000Z" }, order: "DESC" });
});

test("kinds are told in words", () => {
  expect([kindWords("prefect.work-pool."), kindWords("mine.")]).toStrictEqual(["Work pools", "mine."]);
});

test.each([
  ["prefect.flow-run.a", { to: "/runs/run/$id", params: { id: "a" } }],
  ["prefect.flow.a", { to: "/flows/flow/$id", params: { id: "a" } }],
  ["prefect.deployment.a", { to: "/deployments/deployment/$id", params: { id: "a" } }],
  ["prefect.block-document.a", { to: "/blocks/block/$id", params: { id: "a" } }],
  ["prefect.work-pool.a", null],
  ["mine", null],
])("the resource %s is at %j", (id, place) => {
  expect(placeOf({ "prefect.resource.id": id })).toStrictEqual(place);
});

test("a pool is found by its name", () => {
  const labels = { "prefect.resource.id": "prefect.work-pool.a", "prefect.resource.name": "p" };
  expect(placeOf(labels)).toStrictEqual({ to: "/work-pools/work-pool/$name", params: { name: "p" } });
  expect([resourceWords(labels), resourceWords({ "prefect.resource.id": "x" }), resourceWords({})]).toStrictEqual([
    "p",
    "x",
    "",
  ]);
});
