import { readDeployment, updateDeployment } from "@tutti/client/deployments";
import { setFlowRunState } from "@tutti/client/flow-runs";
import { expect, test } from "vitest";
import { createRun, deploy, PROGRAMS } from "../support/deployed.ts";
import { useServer } from "../support/server.ts";
import { WarmRunner } from "../support/warm-runner.ts";

const records = useServer();

async function deployment(flow = "litters") {
  const id = await deploy(records.api, flow, { entrypoint: `warm.ts:${flow}` });
  const updated = (await readDeployment(records.api, id)).updated ?? "";
  const ready = async () => {
    const warm = new WarmRunner(id, records.env);
    await warm.next();
    return warm;
  };
  return { id, updated, ready, run: () => createRun(records.api, id, { leave: "paper" }) };
}

test("a run that is offered is taken and executed, and the next sees nothing of it", async () => {
  const { run, updated, ready } = await deployment();
  const warm = await ready();
  for (const count of [1, 2]) {
    const made = await run();
    warm.offer(made, updated);
    expect(await warm.next()).toEqual({ type: "took", flowRunId: made.id, epoch: 1 });
    expect(await warm.next()).toEqual({ type: "finished", flowRunId: made.id, outcome: "completed" });
    const ended = await records.flowRun(made.id);
    expect(ended.state?.data).toEqual([count, made.id, "none", "none", PROGRAMS]);
    expect(ended).toMatchObject({ infrastructure_pid: warm.pid, run_count: 1 });
    expect(ended.labels).toMatchObject({ "prefect.worker.name": "tester" });
    expect(await records.flowStates(made.id)).toEqual(["Scheduled", "Pending", "Running", "Completed"]);
  }
  warm.close();
  expect(await warm.ended()).toEqual({ code: 0, signal: null });
});

test("of two that are offered a run one takes it, and both go on to the next", async () => {
  const { run, updated, ready } = await deployment();
  const runners = [await ready(), await ready()];
  const made = await run();
  for (const warm of runners) warm.offer(made, updated);
  const epochs = await Promise.all(
    runners.map(async (warm) => {
      const said = await warm.next();
      return said.type === "took" ? said.epoch : said;
    }),
  );
  expect(new Set(epochs)).toEqual(new Set([1, null]));
  const takers = runners.filter((_, index) => epochs[index] !== null);
  expect(await Promise.all(takers.map((warm) => warm.next()))).toMatchObject([{ type: "finished" }]);
  for (const warm of runners) {
    const next = await run();
    warm.offer(next, updated);
    expect(await warm.next()).toEqual({ type: "took", flowRunId: next.id, epoch: 1 });
    warm.close();
    await warm.ended();
    expect(await records.flowRun(next.id)).toMatchObject({ state_type: "COMPLETED" });
  }
});

test("what is not as it was offered is left alone: cancelled, begun before, of a deployment that has changed", async () => {
  const { id, run, updated, ready } = await deployment();
  const warm = await ready();
  const cancelled = await run();
  await setFlowRunState(records.api, cancelled.id, { state: { type: "CANCELLED" } });
  const begun = await run();
  const changed = await run();
  await updateDeployment(records.api, id, { description: "another" });
  warm.offer(cancelled, updated);
  warm.offer({ ...begun, run_count: 1 }, updated);
  warm.offer(changed, updated);
  for (const flowRunId of [cancelled.id, begun.id, changed.id])
    expect(await warm.next()).toEqual({ type: "took", flowRunId, epoch: null });
  for (const { id: waiting } of [begun, changed]) expect(await records.flowStates(waiting)).toEqual(["Scheduled"]);
  warm.close();
  await warm.ended();
});

test("a run is finished though the worker that offered it is gone at once", async () => {
  const { run, updated, ready } = await deployment();
  const warm = await ready();
  const made = await run();
  warm.offer(made, updated);
  warm.close();
  expect(await warm.ended()).toEqual({ code: 0, signal: null });
  expect(await records.flowRun(made.id)).toMatchObject({ state_type: "COMPLETED" });
});
