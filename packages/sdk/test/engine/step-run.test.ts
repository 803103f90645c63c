import { addSeconds, formatInstant, type Instant, instant } from "@tutti/core/instant";
import { completedState, runningState, scheduledState } from "@tutti/core/run-state";
import { NO_PROGRESS } from "@tutti/core/run-progress";
import { expect, test } from "vitest";
import { OUTSIDE_OF_FLOWS, type StepFields, StepRun } from "../../src/engine/step-run.ts";

const NOW = instant(1_700_000_000_000_000);
const fields: StepFields = {
  id: "run",
  name: "mail-0",
  taskKey: "mail",
  dynamicKey: "0",
  flowRunId: null,
  tags: [],
  inputs: {},
  retries: 0,
  retryDelaySeconds: 0,
  retryJitterFactor: null,
  version: null,
};

/** When its states are told to have been, and what each follows, of a run that was queued then. */
function toldAfter(queuedAt: Instant) {
  const state = scheduledState({ id: "queued", timestamp: queuedAt }, { scheduledTime: queuedAt });
  const run = new StepRun(fields, OUTSIDE_OF_FLOWS, { state, progress: NO_PROGRESS }, queuedAt);
  const events = [
    run.enter(runningState({ id: "running", timestamp: NOW })),
    run.enter(completedState({ id: "completed", timestamp: addSeconds(NOW, 2) })),
  ];
  const { total_run_time } = Object(events[1]?.payload?.["task_run"]);
  return { told: events.map(({ occurred, follows }) => [occurred, follows]), seconds: total_run_time };
}

test("a run goes on in its own time, and follows no event of the state that it was queued by", () => {
  const own = [formatInstant(NOW), formatInstant(addSeconds(NOW, 2))];
  expect(toldAfter(addSeconds(NOW, -1))).toEqual({
    told: [
      [own[0], null],
      [own[1], "running"],
    ],
    seconds: 2,
  });
});

test("a run that was queued by a clock that is ahead goes on from there: its states count as later", () => {
  const queued = addSeconds(NOW, 60);
  const first = instant(queued + 1);
  expect(toldAfter(queued)).toEqual({
    told: [
      [formatInstant(first), null],
      [formatInstant(addSeconds(first, 2)), "running"],
    ],
    seconds: 2,
  });
});
