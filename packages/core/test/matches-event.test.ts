import { describe, expect, test } from "vitest";
import { closeWindow } from "../src/event-window.ts";
import { instant } from "../src/instant.ts";
import { matchesEvent, matchesLiveEvent, matchesSpecification, type FilteredEvent } from "../src/matches-event.ts";
import { eventFilter } from "../src/wire/event-filter.ts";

const NOW = instant(1_800_000_000_000_000);
const ID = "prefect.resource.id";
const ROLE = "prefect.resource.role";

const EVENT: FilteredEvent = {
  id: "00000000-0000-4000-8000-000000000001",
  occurred: instant(NOW - 1_000_000),
  event: "prefect.flow-run.Completed",
  resource: { [ID]: "prefect.flow-run.1", "prefect.state-type": "COMPLETED" },
  related: [
    { [ID]: "prefect.flow.7", [ROLE]: "flow", owner: "me" },
    { [ID]: "prefect.tag.x", [ROLE]: "tag" },
  ],
  payload: { said: "hello" },
};

function filterOf(filter: object) {
  return closeWindow(eventFilter.parse(filter), NOW);
}

describe("a filter", () => {
  test.each<[object, boolean]>([
    [{}, true],
    [{ occurred: { since: "2027-01-15T08:00:00Z" } }, false],
    [{ occurred: { until: "2027-01-15T07:59:58Z" } }, false],
    [{ occurred: { since: "2027-01-15T07:59:59Z", until: "2027-01-15T07:59:59Z" } }, true],
    [{ event: { name: ["other", "prefect.flow-run.Completed"] } }, true],
    [{ event: { name: ["other"] } }, false],
    [{ event: { name: [], prefix: [], exclude_name: [], exclude_prefix: [] } }, true],
    [{ event: { prefix: ["prefect.task", "prefect.flow-run."] } }, true],
    [{ event: { prefix: ["prefect.task"] } }, false],
    [{ event: { exclude_prefix: ["prefect."] } }, false],
    [{ event: { exclude_name: ["prefect.flow-run.Completed"] } }, false],
    [{ event: { exclude_name: ["other"], exclude_prefix: ["x"] } }, true],
    [{ resource: { id: ["prefect.flow-run.1"] } }, true],
    [{ resource: { id: ["prefect.flow-run.2"] } }, false],
    [{ resource: { id_prefix: ["prefect.flow-run."] } }, true],
    [{ resource: { id_prefix: ["prefect.flow."] } }, false],
    [{ resource: { labels: { "prefect.state-type": ["FAILED", "COMP*"] } } }, true],
    [{ resource: { labels: { "prefect.state-type": "!COMPLETED" } } }, false],
    [{ resource: { labels: { absent: "!x" } } }, false],
    [{ resource: { labels: { toString: "*" } } }, false],
    [{ resource: { labels: { "prefect.state-type": [] } } }, false],
    [{ related: {} }, true],
    [{ related: { id: [], labels: {} } }, true],
    [{ related: { id: ["prefect.flow.7"] } }, true],
    [{ related: { id: ["prefect.flow.8"] } }, false],
    [{ related: { role: ["tag"] } }, true],
    [{ related: { id: ["prefect.flow.7"], role: ["tag"] } }, false],
    [{ related: { resources_in_roles: [["prefect.flow.7", "flow"]] } }, true],
    [{ related: { resources_in_roles: [["prefect.flow.7", "tag"]] } }, false],
    [{ related: { labels: { owner: "m?" } } }, true],
    [{ related: [{ id: ["prefect.flow.7"] }, { id: ["prefect.tag.x"] }] }, true],
    [{ related: [{ id: ["prefect.flow.7"] }, { id: ["prefect.flow-run.1"] }] }, false],
    [{ any_resource: {} }, true],
    [{ any_resource: { id: ["prefect.flow-run.1"] } }, true],
    [{ any_resource: { id: ["prefect.flow.7"] } }, true],
    [{ any_resource: { id: ["prefect.flow.8"] } }, false],
    [{ any_resource: { id_prefix: ["prefect.tag"], labels: { owner: "me" } } }, false],
    [{ any_resource: [{ id: ["prefect.flow.7"] }, { id: ["prefect.flow-run.1"] }] }, true],
    [{ id: { id: ["00000000-0000-4000-8000-000000000001"] } }, true],
    [{ id: { id: ["00000000-0000-4000-8000-000000000002"] } }, false],
    [{ id: { id: [] } }, true],
    [{ text: { query: "HELLO" } }, true],
    [{ text: { query: "hello -completed" } }, false],
    [{ text: null, event: null, resource: null, related: null, any_resource: null }, true],
  ])("%j: %j", (filter, expected) => {
    expect(matchesEvent(filterOf(filter), EVENT)).toBe(expected);
  });
});

test("a live stream takes no notice of related resources", () => {
  const filter = filterOf({ related: { id: ["prefect.flow.8"] } });
  expect([matchesEvent(filter, EVENT), matchesLiveEvent(filter, EVENT)]).toEqual([false, true]);
});

test("a related resource without a role is in none", () => {
  const event = { ...EVENT, related: [{ [ID]: "x" }, {}] };
  expect(matchesEvent(filterOf({ related: { role: ["flow"] } }), event)).toBe(false);
  expect(matchesEvent(filterOf({ any_resource: { id: ["y"] } }), event)).toBe(false);
});

test("an empty specification is every resource's", () => {
  expect(matchesSpecification({}, EVENT.resource)).toBe(true);
});
