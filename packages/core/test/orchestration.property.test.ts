import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { LeaseSupport } from "../src/client-version.ts";
import { decide, type Decision, savedState } from "../src/decide.ts";
import { FLOW_POLICY, FORCED_FLOW_POLICY } from "../src/flow-policy.ts";
import type { FlowEffect, FlowFacts, FlowRunRecord } from "../src/flow-transition.ts";
import type { RunState } from "../src/run-state.ts";
import { settleFlowRun, settleTaskRun } from "../src/settle.ts";
import { hasResult } from "../src/state-data.ts";
import { isTerminal } from "../src/state-type.ts";
import { taskPolicyFor } from "../src/task-policy.ts";
import type { TaskEffect, TaskRunRecord } from "../src/task-transition.ts";
import { anyState } from "./support/arbitraries.ts";
import { DEPLOYMENT_ID, flowRun, limited, NO_FACTS } from "./support/flow-transitions.ts";
import { IN_RUNNING_FLOW, taskRun } from "./support/task-transitions.ts";

interface Step<Run, Effect> {
  readonly before: { readonly run: Run; readonly state: RunState | null };
  readonly proposed: RunState;
  readonly isForced: boolean;
  readonly decision: Decision<Effect>;
  readonly after: { readonly run: Run; readonly state: RunState | null };
}

const proposals = fc.array(fc.record({ proposed: anyState, isForced: fc.boolean() }), { maxLength: 15 });
const retries = fc.option(fc.integer({ min: 0, max: 3 }));

/** The slots a deployment gave, as the command would keep them: each proposal sees what those before it left. */
class Slots {
  readonly held = new Map<string, "until it expires" | "for good">();
  #next = 0;

  factsFor(state: RunState | null, leaseSupport: LeaseSupport): FlowFacts {
    const isLeaseAlive = this.held.has(state?.deploymentConcurrencyLeaseId ?? "");
    const newLeaseId = `lease ${(this.#next += 1)}`;
    return limited(
      { freeSlots: 2 - this.held.size, isLeaseAlive, newLeaseId, limit: 2 },
      { leaseSupport, recoveriesLeft: 1, ownAttempts: 1, wasMade: false },
    );
  }

  carryOut(effects: readonly FlowEffect[]): void {
    for (const effect of effects) {
      if (effect.kind === "take-slot") this.held.set(effect.leaseId, "until it expires");
      if (effect.kind === "make-lease-permanent") this.held.set(effect.leaseId, "for good");
      if (effect.kind === "release-slot") this.held.delete(effect.leaseId);
    }
  }
}

const flowStory = fc
  .record({
    steps: proposals,
    retries,
    isDeployed: fc.boolean(),
    leaseSupport: fc.constantFrom<LeaseSupport>("renews", "holds"),
  })
  .map(({ steps, leaseSupport, ...given }) => {
    const policy = { max_retries: 0, retry_delay_seconds: 0, retries: given.retries };
    const deploymentId = given.isDeployed ? DEPLOYMENT_ID : null;
    const slots = new Slots();
    const story: (Step<FlowRunRecord, FlowEffect> & { slots: number })[] = [];
    let before = { run: flowRun(null, { policy, deploymentId }), state: null as RunState | null };
    for (const { proposed, isForced } of steps) {
      const facts = given.isDeployed ? slots.factsFor(before.state, leaseSupport) : NO_FACTS;
      const transition = { run: before.run, initial: before.state, proposed, facts };
      const decision = decide(isForced ? FORCED_FLOW_POLICY : FLOW_POLICY, transition, {
        now: proposed.timestamp,
        random: () => 0.5,
      });
      slots.carryOut("effects" in decision ? decision.effects : []);
      const settled = settleFlowRun(before.run, decision);
      const after = { run: settled.run, state: settled.state ?? before.state };
      story.push({ before, proposed, isForced, decision, after, slots: slots.held.size });
      before = after;
    }
    return story;
  });

const taskStory = fc.record({ steps: proposals, retries }).map(({ steps, retries: count }) => {
  const policy = { max_retries: 0, retry_delay_seconds: 0, retries: count, retry_delay: [1, 5] };
  const story: Step<TaskRunRecord, TaskEffect>[] = [];
  let before = { run: taskRun(null, { policy }), state: null as RunState | null };
  for (const { proposed, isForced } of steps) {
    const transition = { run: before.run, initial: before.state, proposed, facts: IN_RUNNING_FLOW };
    const decision = decide(taskPolicyFor(proposed, isForced), transition, {
      now: proposed.timestamp,
      random: () => 0.5,
    });
    const settled = settleTaskRun(before.run, decision);
    const after = { run: settled.run, state: settled.state ?? before.state };
    story.push({ before, proposed, isForced, decision, after });
    before = after;
  }
  return story;
});

type AnyStep = Step<FlowRunRecord, FlowEffect> | Step<TaskRunRecord, TaskEffect>;
const anyStory: fc.Arbitrary<readonly AnyStep[]> = fc.oneof(flowStory, taskStory);

/** Checks each step of many stories that is of this sort. */
function always<S extends AnyStep>(
  story: fc.Arbitrary<readonly S[]>,
  sort: (step: S) => boolean,
  check: (step: S) => void,
) {
  const property = fc.property(story, (steps) => steps.filter(sort).forEach(check));
  fc.assert(property, { numRuns: 150 });
}

const anyway = () => true;
const saves = ({ decision }: AnyStep) => savedState(decision) !== null;
const isUnforced = ({ isForced }: AnyStep) => !isForced;

test("a decision that saves no state leaves the run as it was", () => {
  expect.hasAssertions();
  always(
    anyStory,
    (step) => !saves(step),
    ({ before, after }) => expect(after).toEqual(before),
  );
});

test("a decision that saves a state leaves the run in it", () => {
  expect.hasAssertions();
  always(anyStory, saves, ({ decision, after }) => {
    const saved = savedState(decision);
    const { stateType } = after.run.progress;
    expect([stateType, after.state?.type, after.state?.id]).toEqual([saved?.type, saved?.type, saved?.id]);
  });
});

test("the rules change nothing they are given, and decide the same when asked again", () => {
  expect.hasAssertions();
  always(flowStory, anyway, ({ before, proposed, isForced }) => {
    const given = deepFreeze(structuredClone({ run: before.run, initial: before.state, proposed, facts: NO_FACTS }));
    const policy = isForced ? FORCED_FLOW_POLICY : FLOW_POLICY;
    const ask = () => decide(policy, given, { now: proposed.timestamp, random: () => 0.5 });
    expect(ask()).toEqual(ask());
  });
});

test("timestamps of a run's states grow, whatever the clock does", () => {
  expect.hasAssertions();
  always(
    anyStory,
    (step) => saves(step) && step.before.state !== null,
    ({ before, after }) => {
      expect(after.state?.timestamp).toBeGreaterThan(before.state?.timestamp ?? Number.POSITIVE_INFINITY);
    },
  );
});

test("the time a run has run never goes back", () => {
  expect.hasAssertions();
  always(anyStory, anyway, ({ before, after }) => {
    expect(after.run.progress.totalRunMicros).toBeGreaterThanOrEqual(before.run.progress.totalRunMicros);
  });
});

test("attempts never go back, but when a task that has ended starts again", () => {
  expect.hasAssertions();
  always(anyStory, anyway, ({ before, decision, after }) => {
    const restarts = "effects" in decision && decision.effects.some(({ kind }) => kind === "restart-count");
    const { runCount } = before.run.progress;
    expect(after.run.progress.runCount).toBeGreaterThanOrEqual(restarts ? 0 : runCount);
    expect(after.run.progress.runCount).toBeLessThanOrEqual(runCount + 1);
  });
});

test("a run that has ended stays so, unless it has no result and is started again", () => {
  expect.hasAssertions();
  const leavesItsEnd = ({ before, after }: AnyStep) => hasEnded(before.state) && !hasEnded(after.state);
  always(
    anyStory,
    (step) => isUnforced(step) && leavesItsEnd(step),
    ({ before, proposed }) => {
      expect(["SCHEDULED", "PENDING", "RUNNING"]).toContain(proposed.type);
      expect(before.state?.type === "COMPLETED" && hasResult(before.state)).toBe(false);
    },
  );
});

test("a run that has ended, and no other, has an end, and it is not before its start", () => {
  expect.hasAssertions();
  always(anyStory, anyway, ({ after }) => {
    const { startTime, endTime } = after.run.progress;
    expect(endTime !== null).toBe(hasEnded(after.state));
    expect(endTime ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(startTime ?? 0);
  });
});

test("a run that is being cancelled becomes nothing but cancelled", () => {
  expect.hasAssertions();
  const isCancelled = ({ before, isForced }: AnyStep) => before.state?.type === "CANCELLING" && !isForced;
  always(flowStory, isCancelled, ({ after }) => expect(["CANCELLING", "CANCELLED"]).toContain(after.state?.type));
});

test("a proposal sent again, since its answer was lost, changes nothing", () => {
  expect.hasAssertions();
  const refusal = {
    kind: "REJECT",
    replacement: null,
    reason: "The run has already made this transition.",
    effects: [],
  };
  const bearsItsId = ({ proposed, after }: AnyStep) =>
    proposed.transitionId !== null && after.state?.transitionId === proposed.transitionId;
  const isRepeatable = (step: AnyStep) => isUnforced(step) && saves(step) && bearsItsId(step);
  always(flowStory, isRepeatable, ({ proposed, after: { run, state } }) => {
    const again = { run, initial: state, proposed, facts: NO_FACTS };
    expect(decide(FLOW_POLICY, again, { now: proposed.timestamp, random: () => 0.5 })).toEqual(refusal);
  });
  always(taskStory, isRepeatable, ({ proposed, after: { run, state } }) => {
    const again = { run, initial: state, proposed, facts: IN_RUNNING_FLOW };
    const policy = taskPolicyFor(proposed, false);
    expect(decide(policy, again, { now: proposed.timestamp, random: () => 0.5 })).toEqual(refusal);
  });
});

test("every saved state of an unforced proposal bears the proposal's transition id", () => {
  expect.hasAssertions();
  always(
    anyStory,
    (step) => isUnforced(step) && saves(step),
    ({ proposed, after }) => {
      expect(after.state?.transitionId).toBe(proposed.transitionId);
    },
  );
});

test("a run holds at most one slot of its deployment, and none when it has ended", () => {
  expect.hasAssertions();
  fc.assert(
    fc.property(flowStory, (story) => {
      for (const { slots, after } of story) {
        expect(slots).toBeLessThanOrEqual(hasEnded(after.state) ? 0 : 1);
      }
    }),
    { numRuns: 300 },
  );
});

function hasEnded(state: RunState | null): boolean {
  return state !== null && isTerminal(state.type);
}

function deepFreeze<T extends object>(value: T): T {
  for (const item of Object.values(value)) if (typeof item === "object" && item !== null) deepFreeze(item);
  return Object.freeze(value);
}
