import { readFlowRun } from "@tutti/client/flow-runs";
import { expect, test } from "vitest";
import { Workplace } from "./support/workplace.ts";

const place = new Workplace();

test("what a worker does is told in events, as Prefect's workers tell it", async () => {
  const pool = await place.pool();
  const id = await place.run(pool, "crash");
  await place.worker(pool).worker.runOnce();
  await place.states(id, "Crashed");
  const run = await readFlowRun(place.api, id);
  const own = { "prefect.resource.role": "work-pool", "prefect.resource.name": pool.name };
  const related = [{ "prefect.resource.id": `prefect.work-pool.${pool.id}`, ...own }];
  const resource = {
    "prefect.resource.id": "prefect.worker.process.keeper",
    "prefect.resource.name": "keeper",
    "prefect.worker-type": "process",
  };
  const executed = expect.objectContaining({
    "prefect.resource.id": `prefect.flow-run.${id}`,
    "prefect.infrastructure.identifier": run.infrastructure_pid,
    "prefect.infrastructure.status-code": "3",
  });
  const submitted = expect.objectContaining({ "prefect.resource.id": `prefect.flow-run.${id}` });
  const events = await place.workerEvents(pool.id, 4);
  expect(events).toMatchObject([
    { event: "prefect.worker.started", resource, related },
    {
      event: "prefect.worker.submitted-flow-run",
      resource,
      related: expect.arrayContaining([submitted, ...related]),
    },
    { event: "prefect.worker.executed-flow-run", resource, related: expect.arrayContaining([executed, ...related]) },
    { event: "prefect.worker.stopped", resource, related },
  ]);
  expect(events[2]?.follows).toBe(events[1]?.id);
  expect(events[3]?.follows).toBe(events[0]?.id);
});
