import { expect, test } from "vitest";
import { setFlowRunState } from "@tutti/client/flow-runs";
import { flow } from "../src/flow.ts";
import type { Flow } from "../src/flow.ts";
import { runtime } from "../src/runtime.ts";
import { useServer } from "./support/server.ts";

const records = useServer();

/** A flow that fails, and is to be tried again much later. */
function failing(name: string, seen: { id?: string }, hooks: string[] = []): Flow<readonly [], never> {
  const onCancellation = (): void => void hooks.push(name);
  return flow({ name, retries: 1, retryDelaySeconds: 3600, onCancellation }, (): never => {
    seen.id = runtime.flowRun?.id ?? "";
    throw new Error("not yet");
  });
}

function whenAwaitingRetry(seen: { id?: string }): Promise<void> {
  return expect
    .poll(async () => (seen.id === undefined ? null : (await records.flowRun(seen.id)).state_name))
    .toBe("AwaitingRetry");
}

function cancel(id = ""): Promise<unknown> {
  return setFlowRunState(records.api, id, { state: { type: "CANCELLING" } });
}

const CANCELLED = "The run was stopped: the flow run was cancelled";

test("a run that is cancelled while it waits for its next attempt is Cancelled, with its hooks", async () => {
  const seen: { id?: string } = {};
  const hooks: string[] = [];
  const ended = failing("alone", seen, hooks).state();
  await whenAwaitingRetry(seen);
  await cancel(seen.id);
  expect(await ended).toMatchObject({ type: "CANCELLED", message: CANCELLED });
  expect(hooks).toEqual(["alone"]);
});

test("a subflow that waits for its next attempt is cancelled with the run around it", async () => {
  const seen: { id?: string } = {};
  const around: { id?: string } = {};
  const inner = failing("inner", seen);
  const outer = flow(async function outer() {
    around.id = runtime.flowRun?.id ?? "";
    await inner();
  });
  const ended = outer.state();
  await whenAwaitingRetry(seen);
  await cancel(around.id);
  expect(await ended).toMatchObject({ type: "CANCELLED" });
  expect(await records.flowRun(seen.id ?? "")).toMatchObject({
    state_name: "Cancelled",
    state: { message: CANCELLED },
  });
  expect(await records.tasks(around.id ?? "")).toEqual(["inner-0: Cancelled ×1"]);
});

test("a subflow that waits for its next attempt ends with the time limit of the run around it", async () => {
  const seen: { id?: string } = {};
  const inner = failing("limited-inner", seen);
  const limited = flow({ timeoutSeconds: 1 }, async function limited() {
    await inner();
  });
  expect(await limited.state()).toMatchObject({ type: "FAILED", name: "TimedOut" });
  expect(await records.flowRun(seen.id ?? "")).toMatchObject({
    state_name: "Crashed",
    state: { message: "The run was stopped: the flow run around it exceeded its time limit" },
  });
});
