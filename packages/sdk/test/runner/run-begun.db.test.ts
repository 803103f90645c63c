import { randomUUID } from "node:crypto";
import { readDeployment } from "@tutti/client/deployments";
import { takeFlowRun } from "@tutti/client/leases";
import { setFlowRunState } from "@tutti/client/flow-runs";
import { expect, test } from "vitest";
import { createRun, deploy } from "../support/deployed.ts";
import { useServer } from "../support/server.ts";
import { WarmRunner } from "../support/warm-runner.ts";

const records = useServer();

/** A process with a flow, and a run of it that was begun for the process of that number. */
async function begun(pid: string | null) {
  const id = await deploy(records.api, "litters", { entrypoint: "warm.ts:litters" });
  const warm = new WarmRunner(id, records.env);
  const ready = await warm.next();
  const waits = ready.type === "ready" ? ready.waits : null;
  const run = await createRun(records.api, id, {});
  const claim = await takeFlowRun(records.api, run.id, {
    owner: "box:1",
    transition_id: randomUUID(),
    flow_run_updated: run.updated ?? "",
    deployment_updated: (await readDeployment(records.api, id)).updated ?? "",
    update: { flow_version: waits?.flow_version ?? null, infrastructure_pid: pid ?? warm.pid },
  });
  const end = async () => {
    warm.close();
    await warm.ended();
  };
  return { warm, id: run.id, claim, waits, end };
}

test("a process says with which words a run is begun for it, and executes it as one that it began", async () => {
  const { warm, id, claim, waits, end } = await begun(null);
  expect(waits).toMatchObject({ infrastructure_pid: warm.pid, policy: { retries: 0, recoveries: 3 } });
  warm.begin(claim, 0);
  expect(await warm.next()).toEqual({ type: "finished", flowRunId: id, outcome: "completed" });
  expect(await records.flowRun(id)).toMatchObject({ infrastructure_pid: warm.pid, run_count: 1 });
  expect(await records.flowStates(id)).toEqual(["Scheduled", "Pending", "Running", "Completed"]);
  await end();
});

test("another process than the one for which a run was begun says what it is", async () => {
  const { warm, id, claim, end } = await begun("1");
  warm.begin(claim, 0);
  expect(await warm.next()).toMatchObject({ type: "finished", outcome: "completed" });
  expect(await records.flowRun(id)).toMatchObject({ infrastructure_pid: warm.pid, run_count: 1 });
  await end();
});

test("a word that took long is asked about, and begins nothing that somebody else has", async () => {
  const [kept, lost] = [await begun(null), await begun(null)];
  await setFlowRunState(records.api, lost.id, { state: { type: "CRASHED" } });
  expect(await records.flowRun(lost.id)).toMatchObject({ state_type: "CRASHED" });
  for (const { warm, claim } of [kept, lost]) warm.begin(claim, 9000);
  expect(await kept.warm.next()).toMatchObject({ type: "finished", outcome: "completed" });
  expect(await lost.warm.next()).toMatchObject({ type: "finished", outcome: "left" });
  expect(await records.tasks(lost.id)).toEqual([]);
  for (const { end } of [kept, lost]) await end();
});
