import { filterEvents } from "@tutti/client/events";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { BothLanguages, meetingPlaces } from "./both-languages.ts";

const runIds = z.tuple([z.string(), z.string()]);

/** What the flow of both programs tells of assets, and what its subflow does. */
const EVENTS = [11, 3] as const;

describe.each(meetingPlaces)("assets of both languages on $name", ({ isTutti }) => {
  const both = new BothLanguages(isTutti);

  /** The events of a run that tell of assets, without ids, names and times of runs, once there are so many. */
  async function told(flowRunId: string, count: number) {
    const filter = { event: { prefix: ["prefect.asset."] }, related: { id: [`prefect.flow-run.${flowRunId}`] } };
    const read = async () => (await filterEvents(both.api, { filter, limit: 50 })).events;
    await expect.poll(async () => (await read()).length).toBe(count);
    const events = (await read()).map(({ event, resource, related, payload }) => {
      const { "prefect.asset.owners": owners, ...labels } = resource;
      const others = related.map(({ "prefect.resource.id": id, "prefect.resource.role": role }) =>
        role?.startsWith("asset") === true ? `${role} ${id}` : String(role),
      );
      return {
        event,
        labels,
        owners: owners === undefined ? null : JSON.parse(owners),
        others: others.toSorted(),
        payload,
      };
    });
    return events.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  }

  test("each tells the same of what it makes", async () => {
    const python = runIds.parse(await both.python("shared_assets.py"));
    const typescript = runIds.parse(await both.typescript("shared-assets.ts"));
    for (const [at, count] of EVENTS.entries()) {
      expect(await told(typescript[at] ?? "", count)).toEqual(await told(python[at] ?? "", count));
    }
  });
});
