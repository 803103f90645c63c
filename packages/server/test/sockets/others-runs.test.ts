import { instant } from "@tutti/core/instant";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { LiveChange } from "@tutti/core/wire/live";
import { expect, test } from "vitest";
import { OthersRuns, type ReadRunsByIds } from "../../src/sockets/others-runs.ts";
import type { CommittedEvent } from "../../src/store/rows/event-row.ts";

const AT = instant(0);

function stateEvent(runId: string, stateId: string): CommittedEvent {
  return {
    id: stateId,
    occurred: AT,
    received: AT,
    event: "prefect.flow-run.Running",
    resource: { "prefect.resource.id": `prefect.flow-run.${runId}` },
    related: [],
    payload: {},
    follows: null,
  };
}

/** Only what is looked at here. */
function run(id: string, state_id: string): FlowRun {
  return { id, state_id } as FlowRun;
}

function change(id: string, state_id: string): LiveChange {
  return { kind: "flow-run", flow_run: run(id, state_id) };
}

/** Others' runs over reads that the test answers, with what the audience was told. */
function watched(isWatched: (id: string) => boolean = () => true) {
  const asked: { ids: readonly string[]; answer: PromiseWithResolvers<FlowRun[]> }[] = [];
  const told: string[] = [];
  const read: ReadRunsByIds = async ({ flowRunIds }) => {
    const answer = Promise.withResolvers<FlowRun[]>();
    asked.push({ ids: flowRunIds, answer });
    return { flowRuns: await answer.promise, taskRuns: [] };
  };
  const others = new OthersRuns(read, {
    isWatched,
    tell: (changes) => told.push(...changes.map((one) => (one.kind === "flow-run" ? one.flow_run.id : one.kind))),
    gap: () => told.push("gap"),
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { others, asked, told, settled };
}

test("a run that another server changed is read and told, one that nobody looks at is not", async () => {
  const { others, asked, told, settled } = watched((id) => id === "a");
  others.hear([stateEvent("a", "1"), stateEvent("b", "2")]);
  expect(asked.map(({ ids }) => ids)).toEqual([["a"]]);
  asked[0]?.answer.resolve([run("a", "1")]);
  await settled();
  expect(told).toEqual(["a"]);
});

test("a state that this server told costs no read", () => {
  const { others, asked } = watched();
  others.remember([change("a", "1")]);
  others.hear([stateEvent("a", "1")]);
  expect(asked).toEqual([]);
});

test("what was read of a run that this server told of meanwhile is left out", async () => {
  const { others, asked, told, settled } = watched();
  others.hear([stateEvent("a", "1"), stateEvent("b", "2")]);
  others.remember([change("a", "3")]);
  asked[0]?.answer.resolve([run("a", "1"), run("b", "2")]);
  await settled();
  expect(told).toEqual(["b"]);
});

test("runs that change while others are read are read next, each once", async () => {
  const { others, asked, told, settled } = watched();
  others.hear([stateEvent("a", "1")]);
  others.hear([stateEvent("b", "2"), stateEvent("b", "3")]);
  asked[0]?.answer.resolve([run("a", "1")]);
  await settled();
  asked[1]?.answer.resolve([run("b", "3")]);
  await settled();
  expect({ ids: asked.map(({ ids }) => ids), told }).toEqual({ ids: [["a"], ["b"]], told: ["a", "b"] });
});

test("a read that fails, and more runs than may wait, are a gap", async () => {
  const { others, asked, told, settled } = watched();
  others.hear([stateEvent("a", "1")]);
  asked[0]?.answer.reject(new Error("no answer"));
  await settled();
  expect(told).toEqual(["gap"]);
  others.hear(Array.from({ length: 5001 }, (_, n) => stateEvent(`run ${n}`, `state ${n}`)));
  expect({ told, asked: asked.length }).toEqual({ told: ["gap", "gap"], asked: 1 });
});

test("of its own states only the latest are remembered", () => {
  const { others, asked } = watched();
  others.remember(Array.from({ length: 10_001 }, (_, n) => change("a", `state ${n}`)));
  others.hear([stateEvent("a", "state 1")]);
  expect(asked).toEqual([]);
  others.hear([stateEvent("a", "state 0")]);
  expect(asked.map(({ ids }) => ids)).toEqual([["a"]]);
});
