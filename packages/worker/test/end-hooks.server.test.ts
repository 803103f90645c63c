import { join } from "node:path";
import { readFlowRun } from "@tutti/client/flow-runs";
import { afterEach, expect, test } from "vitest";
import { Workplace } from "./support/workplace.ts";

const place = new Workplace();
const path = join(import.meta.dirname, "programs");
const commands = { alone: "tutti flow-run execute --no-prompt", warm: "tutti flow-run execute" };

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one();
});

async function underWay(command: string) {
  const pool = await place.pool();
  const { worker, minutes, launcher } = place.worker(pool, {});
  await worker.start();
  undo.push(async () => {
    await worker.stop();
    await launcher.close();
  });
  const id = await place.runFlow(pool, { entrypoint: "flows.ts:mortal", path }, { command });
  await minutes.until(/here to stay/);
  const [, pid] = await minutes.until(/started as process (\d+)/);
  return { id, minutes, pid: Number(pid) };
}

test.each(Object.values(commands))(
  "a run that is killed has its hooks called by another process: %s",
  async (command) => {
    const { id, minutes, pid } = await underWay(command);
    process.kill(pid, "SIGKILL");
    await minutes.until(/mortal hears that zoo-keeper is Crashed/);
    const { state_name, infrastructure_pid, run_count } = await readFlowRun(place.api, id);
    expect({ state_name, infrastructure_pid, run_count }).toEqual({
      state_name: "Crashed",
      infrastructure_pid: String(pid),
      run_count: 1,
    });
  },
);

test("so has a run that is cancelled, and whose process does not listen", async () => {
  const { id, minutes, pid } = await underWay(commands.warm);
  process.kill(pid, "SIGSTOP");
  await place.cancel(id);
  await minutes.until(/mortal hears that zoo-keeper is Cancelled/);
  expect((await readFlowRun(place.api, id)).state_name).toBe("Cancelled");
});
