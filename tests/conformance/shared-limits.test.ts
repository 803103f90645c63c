import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createConcurrencyLimit, readConcurrencyLimit } from "@tutti/client/concurrency-limits";
import { filterEvents } from "@tutti/client/events";
import { createTagLimit, readTagLimit } from "@tutti/client/tag-limits";
import { describe, expect, test, vi } from "vitest";
import { BothLanguages, meetingPlaces } from "./both-languages.ts";

const PATIENCE = { timeout: 120_000, interval: 200 };

describe.each(meetingPlaces)("limits that both languages share on $name", ({ isTutti }) => {
  const both = new BothLanguages(isTutti);

  test("Python and TypeScript together are never more than a limit allows, and give every slot back", async () => {
    const { api } = both;
    await createConcurrencyLimit(api, { name: "shared", limit: 1 });
    await createConcurrencyLimit(api, { name: "shared-rate", limit: 2, slot_decay_per_second: 20 });
    await createTagLimit(api, { tag: "shared-tag", concurrency_limit: 1 });
    const programs = [both.python("shared_limits.py", both.folder), both.typescript("shared-limits.ts", both.folder)];
    expect(await Promise.all(programs)).toEqual([{ limit: 1, tag: 1 }, "done"]);
    expect(mostInside(readFileSync(join(both.folder, "limit"), "utf8"))).toEqual({ visits: 6, most: 1 });
    expect(mostInside(readFileSync(join(both.folder, "tag"), "utf8"))).toEqual({ visits: 4, most: 1 });
    expect((await readConcurrencyLimit(api, "shared")).active_slots).toBe(0);
    expect((await readTagLimit(api, "shared-tag")).active_slots).toEqual([]);
  });

  test("both tell the same events of it", async () => {
    const labelled = { "prefect.resource.name": ["shared", "tag:shared-tag"], limit: "1" };
    const filter = { event: { prefix: ["prefect.concurrency-limit."] }, resource: { labels: labelled } };
    // A Prefect server writes events some seconds after it took them.
    const events = await vi.waitFor(async () => {
      const page = await filterEvents(both.api, { filter, limit: 50 });
      expect(page.total).toBe(20);
      return page.events;
    }, PATIENCE);
    const told = Map.groupBy(events, ({ event, resource }) => `${event} of ${resource["prefect.resource.name"]}`);
    expect(Object.fromEntries([...told].map(([what, list]) => [what, list.length]))).toEqual({
      "prefect.concurrency-limit.acquired of shared": 6,
      "prefect.concurrency-limit.released of shared": 6,
      "prefect.concurrency-limit.acquired of tag:shared-tag": 4,
      "prefect.concurrency-limit.released of tag:shared-tag": 4,
    });
    const shapes = events.map(({ resource, related, follows, event }) => ({
      labels: Object.keys(resource).toSorted(),
      roles: related.map((one) => one["prefect.resource.role"]).join(" "),
      isFollowing: (follows !== null) === event.endsWith("released"),
    }));
    const labels = ["limit", "prefect.resource.id", "prefect.resource.name", "slots-acquired"];
    expect(new Set(shapes.map((shape) => JSON.stringify(shape)))).toEqual(
      new Set([
        JSON.stringify({ labels, roles: "flow-run flow", isFollowing: true }),
        JSON.stringify({ labels, roles: "flow-run task-run flow tag", isFollowing: true }),
      ]),
    );
  });
});

function mostInside(notes: string): { visits: number; most: number } {
  let inside = 0;
  let most = 0;
  const lines = notes.trim().split("\n");
  for (const line of lines) {
    inside += line === "in" ? 1 : -1;
    most = Math.max(most, inside);
  }
  return { visits: lines.length / 2, most };
}
