import { expect, test } from "vitest";
import { flow } from "../src/flow.ts";
import { pause } from "../src/input/pause.ts";
import { runtime } from "../src/runtime.ts";
import { task } from "../src/task.ts";
import { days, hours } from "../src/waiting/duration.ts";
import { sleep } from "../src/waiting/sleep.ts";
import { useServer } from "./support/server.ts";

const records = useServer();
const DAY_MS = 86_400_000;

test("time is skipped for the server and for what flows wait for", async () => {
  let attempts = 0;
  let id = "";
  const shaky = task({ retries: 1, retryDelaySeconds: 3600 }, async function shaky() {
    if (attempts++ === 0) throw new Error("once");
  });
  const patient = flow({ name: "patient" }, async () => {
    id = runtime.flowRun?.id ?? "";
    const before = await runtime.now();
    await sleep(days(3));
    await shaky();
    await pause({ timeoutSeconds: 3600 });
    return before;
  });
  const result = patient.state();
  const tasks = () => expect.poll(async () => (id === "" ? [] : records.tasks(id)));
  await tasks().toContain("sleep-0: Completed ×1");
  await records.server.skip(days(3));
  await tasks().toContain("shaky-0: AwaitingRetry ×1");
  await records.server.skip(hours(1));
  await expect.poll(async () => (await records.flowRun(id)).state_type).toBe("PAUSED");
  await records.server.skip(hours(2));
  expect((await result).error).toMatchObject({ code: "not_resumed" });
  const { start_time, end_time } = await records.flowRun(id);
  expect(Date.parse(end_time ?? "") - Date.parse(start_time ?? "")).toBeGreaterThan(3 * DAY_MS);
});

test("a sleep that is over is not slept again", async () => {
  let attempts = 0;
  const dozing = flow({ name: "dozing", retries: 1 }, async () => {
    await sleep(days(1));
    attempts++;
    if (attempts === 1) throw new Error("once");
    return attempts;
  });
  const slept = dozing();
  await records.server.whenWaiting();
  // A second day would not come to an end.
  await records.server.skip(days(1));
  expect(await slept).toBe(2);
});
