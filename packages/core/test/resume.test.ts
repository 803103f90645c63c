import { expect, test } from "vitest";
import { resumeProposal } from "../src/resume.ts";
import { pausedState, runningState, scheduledState } from "../src/run-state.ts";
import { current, proposed } from "./support/states.ts";

test("a paused run goes on in its process", () => {
  expect(resumeProposal(pausedState(current()), proposed())).toEqual(runningState(proposed()));
});

test("a suspended run is scheduled at once", () => {
  const suspended = pausedState(current(), { pauseReschedule: true });
  expect(resumeProposal(suspended, proposed())).toEqual(scheduledState(proposed({ name: "Resuming" })));
});
