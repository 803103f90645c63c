import { readFlowRunInput } from "@tutti/client/flow-run-inputs";
import { resumeFlowRun, setFlowRunState } from "@tutti/client/flow-runs";
import { expect, test } from "vitest";
import { z } from "zod";
import { activeRuns } from "../../src/engine/active-runs.ts";
import { flow } from "../../src/flow.ts";
import { pause, suspend } from "../../src/input/pause.ts";
import { runtime } from "../../src/runtime.ts";
import { task } from "../../src/task.ts";
import { useServer } from "../support/server.ts";

const records = useServer();

const decision = z.object({ approved: z.boolean(), note: z.string().default("none") });

/** The run's id, once it is paused. */
async function pausedRun(idOf: () => string): Promise<string> {
  const isPaused = async () => idOf() !== "" && (await records.flowRun(idOf())).state_type === "PAUSED";
  await expect.poll(isPaused).toBe(true);
  return idOf();
}

async function resume(id: string, run_input?: Record<string, unknown>): Promise<string> {
  return (await resumeFlowRun(records.api, id, run_input === undefined ? {} : { run_input })).status;
}

test("a paused flow waits for the answer that its schema asks for, and gets it typed", async () => {
  let id = "";
  const asking = flow({ name: "asking" }, async () => {
    id = runtime.flowRun?.id ?? "";
    const { approved, note } = await pause({ input: decision, description: "Publish?", pollIntervalSeconds: 0.05 });
    return `${approved} ${note}`;
  });
  const result = asking();
  await pausedRun(() => id);
  const { state } = await records.flowRun(id);
  expect(state?.state_details).toMatchObject({
    pause_key: "1",
    pause_reschedule: false,
    run_input_keyset: { description: "paused-1-description", response: "paused-1-response", schema: "paused-1-schema" },
  });
  await expect.poll(() => readFlowRunInput(records.api, id, "paused-1-description")).toBe("Publish?");
  expect(await readFlowRunInput(records.api, id, "paused-1-schema")).toMatchObject({
    title: "Input",
    type: "object",
    properties: { approved: { type: "boolean" }, note: { type: "string", default: "none" } },
    required: ["approved"],
  });
  expect(await resume(id, { approved: "perhaps" })).toBe("REJECT");
  expect(await resume(id, { approved: true })).toBe("ACCEPT");
  await expect(result).resolves.toBe("true none");
  expect(await records.flowStates(id)).toEqual(["Pending", "Running", "Paused", "Running", "Completed"]);
  expect(await records.tasks(id)).toEqual(["pause-0: Completed ×1"]);
});

test("a schema of one value is asked for as Prefect asks for it", async () => {
  let id = "";
  const counting = flow({ name: "counting" }, async () => {
    id = runtime.flowRun?.id ?? "";
    return pause({ input: z.int(), key: "how-many", pollIntervalSeconds: 0.05 });
  });
  const result = counting();
  await pausedRun(() => id);
  await expect
    .poll(() => readFlowRunInput(records.api, id, "paused-how-many-schema"))
    .toMatchObject({ properties: { value: { title: "Value", type: "integer" } }, required: ["value"] });
  expect(await resume(id, { value: 5 })).toBe("ACCEPT");
  await expect(result).resolves.toBe(5);
});

test("what was answered is not asked again when the flow is tried again", async () => {
  let id = "";
  let attempts = 0;
  const retrying = flow({ name: "retrying", retries: 2 }, async () => {
    id = runtime.flowRun?.id ?? "";
    const answer = await pause({ input: z.string(), pollIntervalSeconds: 0.05 });
    if (attempts++ === 0) throw new Error("once");
    return answer;
  });
  const result = retrying();
  await pausedRun(() => id);
  await expect.poll(() => resume(id, { value: "yes" })).toBe("ACCEPT");
  await expect(result).resolves.toBe("yes");
  expect((await records.flowStates(id)).filter((name) => name === "Paused")).toEqual(["Paused"]);
});

test("a run that nobody resumes in time fails, and says so", async () => {
  const hurried = flow({ name: "hurried" }, () => pause({ timeoutSeconds: 0.2, pollIntervalSeconds: 0.05 }));
  const state = await hurried.state();
  expect(state.error).toMatchObject({ code: "not_resumed" });
  expect(state.type).toBe("FAILED");
});

test("a run without a deployment is paused where it would suspend", async () => {
  let id = "";
  const local = flow({ name: "local" }, async () => {
    id = runtime.flowRun?.id ?? "";
    await suspend();
    return "on";
  });
  const result = local();
  await pausedRun(() => id);
  expect(await resume(id)).toBe("ACCEPT");
  await expect(result).resolves.toBe("on");
});

test("a run paused from outside begins no step until it is resumed", async () => {
  let id = "";
  const steps: number[] = [];
  const step = task(async function step(index: number) {
    steps.push(index);
  });
  const go = Promise.withResolvers<void>();
  const flowing = flow({ name: "flowing" }, async () => {
    id = runtime.flowRun?.id ?? "";
    await step(1);
    await go.promise;
    await step(2);
  });
  const result = flowing();
  await expect.poll(() => steps).toEqual([1]);
  const state = { type: "PAUSED" as const, name: "Paused" };
  await setFlowRunState(records.api, id, { state });
  await expect.poll(() => activeRuns.all().some(({ hold }) => hold.isHeld)).toBe(true);
  go.resolve();
  expect(await resume(id)).toBe("ACCEPT");
  await result;
  expect(steps).toEqual([1, 2]);
  expect(await records.flowStates(id)).toEqual(["Pending", "Running", "Paused", "Running", "Completed"]);
});

test("outside of a flow there is nothing to pause", async () => {
  await expect(pause()).rejects.toMatchObject({ code: "outside_of_flow" });
});
