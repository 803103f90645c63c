import { expect, test } from "vitest";
import type { LaunchedJob } from "../../src/launcher.ts";
import { RunControl } from "../../src/serving/run-control.ts";

/** A job that says when it is asked to end. */
function job(): { readonly job: LaunchedJob; readonly asked: string[] } {
  const asked: string[] = [];
  const ended = new Promise<never>(() => undefined);
  return { asked, job: { identifier: "1", isWarm: false, ended, end: async () => void asked.push("end") } };
}

test.each([
  ["prefect", ["end"], "lease-lost"],
  ["tutti", [], null],
] as const)("a lease that is lost before the job is there counts when it is: %s", async (kind, ends, stopped) => {
  const control = new RunControl("run", 0, true);
  const { job: left, asked } = job();
  control.loseLease();
  control.started(left, kind);
  await Promise.resolve();
  expect([asked, control.stopped]).toEqual([ends, stopped]);
});

test("a run that another worker started has started, whether its job is there yet or not", () => {
  expect([new RunControl("run", 0, true).hasStarted, new RunControl("run", 0).hasStarted]).toEqual([true, false]);
});
