import { expect, test } from "vitest";
import { watchedPart } from "../src/watched-part.ts";
import type { LiveChange, LiveTopic } from "../src/wire/live.ts";

const RUN = "0192f0c1-2345-7678-9abc-def012345678";
const OTHER = "0192f0c1-2345-7678-9abc-def012345679";

// Of rows only what topics look at.
const flowRun = (id: string) => ({ kind: "flow-run", flow_run: { id } }) as LiveChange;
const taskRun = (flow_run_id: string | null) => ({ kind: "task-run", task_run: { flow_run_id } }) as LiveChange;
const event = (name: string) => ({ kind: "event", event: { event: name } }) as LiveChange;
const logs = (...runs: (string | null)[]) =>
  ({ kind: "logs", logs: runs.map((flow_run_id) => ({ flow_run_id })) }) as LiveChange;
const deleted = (id: string): LiveChange => ({ kind: "flow-run-deleted", id });
const worker: LiveChange = { kind: "worker", work_pool_name: "gpu", name: "box 1" };

const waiting: LiveChange = { kind: "waiting", flow_run_id: RUN };

const every = [flowRun(RUN), deleted(RUN), waiting, taskRun(RUN), logs(RUN), worker, event("prefect.work-pool.ready")];

test.each<[string, LiveTopic[], LiveChange[], LiveChange[]]>([
  ["nobody hears of anything", [], every, []],
  ["the list hears of runs alone", ["flow-runs"], every, [flowRun(RUN), deleted(RUN), waiting]],
  ["a run's page hears of its tasks and lines too", [`flow-run:${RUN}`], every, every.slice(0, 5)],
  ["another run's page hears of none of it", [`flow-run:${OTHER}`], every, []],
  ["a task that no flow called is nobody's", [`flow-run:${RUN}`], [taskRun(null)], []],
  ["of lines it is told those that are its own", [`flow-run:${RUN}`], [logs(OTHER, RUN, null)], [logs(RUN)]],
  ["workers", ["workers"], every, [worker]],
  ["events by how their names begin", ["events:prefect.work-"], every, [event("prefect.work-pool.ready")]],
  ["events of other names", ["events:prefect.worker."], every, []],
  ["all events", ["events:"], every, [event("prefect.work-pool.ready")]],
])("%s", (_words, topics, changes, told) => {
  const watched = new Set(topics);
  expect(changes.map((change) => watchedPart(change, watched)).filter((part) => part !== null)).toStrictEqual(told);
});

test("a change of no known kind is a mistake", () => {
  expect(() => watchedPart({ kind: "other" } as never, new Set(["flow-runs"]))).toThrow("unreachable");
});
