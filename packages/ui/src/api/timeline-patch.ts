import type { StateType } from "@tutti/core/state-type";
import type { StateMark, StateCounts, Timeline, TimelineSubflow, TimelineTask } from "@tutti/core/wire/dashboard";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { LiveChange } from "@tutti/core/wire/live";
import type { TaskInputs, TaskRun } from "@tutti/core/wire/task-run";

/** A run's timeline with the changes played onto it; the same object when none of them concerns it. */
export function patchTimeline(timeline: Timeline, changes: readonly LiveChange[]): Timeline {
  const tasks = new Map<string, TaskRun>();
  let next = timeline;
  for (const change of changes) {
    if (change.kind === "flow-run") next = patchFlowRun(next, change.flow_run);
    else if (change.kind === "task-run") tasks.set(change.task_run.id, change.task_run);
  }
  return patchTasks(next, tasks);
}

function patchFlowRun(timeline: Timeline, run: FlowRun): Timeline {
  if (run.id === timeline.flow_run.id) {
    return { ...timeline, flow_run: run, states: withState(timeline.states, run) };
  }
  const index = timeline.subflow_runs.findIndex((subflow) => subflow.id === run.id);
  const subflow = timeline.subflow_runs[index];
  if (subflow === undefined) return timeline;
  return { ...timeline, subflow_runs: timeline.subflow_runs.with(index, patchSubflow(subflow, run)) };
}

function patchSubflow(subflow: TimelineSubflow, run: FlowRun): TimelineSubflow {
  return {
    ...subflow,
    name: run.name,
    state_type: run.state_type,
    state_name: run.state_name,
    run_count: run.run_count,
    expected_start_time: run.expected_start_time,
    start_time: run.start_time,
    end_time: run.end_time,
  };
}

function withState(states: Timeline["states"], run: FlowRun): Timeline["states"] {
  const { state } = run;
  if (state === null || states.some((known) => known.id === state.id)) return states;
  const { id, type, name, timestamp, message } = state;
  return [...states, { id, type, name: name ?? type, timestamp, message }];
}

function patchTasks(timeline: Timeline, changed: Map<string, TaskRun>): Timeline {
  const flows = new Set([timeline.flow_run.id, ...timeline.subflow_runs.map((subflow) => subflow.id)]);
  for (const [id, task] of changed) {
    if (task.flow_run_id === null || !flows.has(task.flow_run_id)) changed.delete(id);
  }
  if (changed.size === 0) return timeline;
  const counts: StateCounts = { ...timeline.task_run_counts };
  const count = (task: TimelineTask, type: StateType | null, by: number) => {
    if (type === null || task.flow_run_id !== timeline.flow_run.id || task.subflow_run_id !== null) return;
    counts[type] = Math.max(0, (counts[type] ?? 0) + by);
  };
  const known = timeline.task_runs.map((task) => {
    const news = changed.get(task.id);
    if (news === undefined) return task;
    changed.delete(task.id);
    const patched = patchTask(task, news);
    count(task, task.state_type, -1);
    count(patched, patched.state_type, 1);
    return patched;
  });
  const added = [...changed.values()].map(timelineTask);
  for (const task of added) count(task, task.state_type, 1);
  return { ...timeline, task_run_counts: counts, task_runs: [...known, ...added] };
}

function patchTask(task: TimelineTask, news: TaskRun): TimelineTask {
  return { ...timelineTask(news), states: statesAfter(task, news) };
}

/** A task run that ran once has no history; its first attempt is rebuilt from its start when a second state comes. */
function statesAfter(task: TimelineTask, { state, run_count }: TaskRun): StateMark[] | null {
  if (state === null) return task.states;
  const mark: StateMark = { type: state.type, name: state.name ?? state.type, timestamp: state.timestamp };
  if (task.states !== null) {
    return task.states.some((known) => known.timestamp === mark.timestamp) ? task.states : [...task.states, mark];
  }
  const isRetry = state.type === "SCHEDULED" && task.start_time !== null;
  if (!isRetry && run_count < 2) return null;
  if (task.start_time === null) return [mark];
  return [{ type: "RUNNING", name: "Running", timestamp: task.start_time }, mark];
}

function timelineTask(task: TaskRun): TimelineTask {
  return {
    id: task.id,
    flow_run_id: task.flow_run_id ?? "",
    name: task.name,
    task_key: task.task_key,
    state_type: task.state_type,
    state_name: task.state_name,
    run_count: task.run_count,
    expected_start_time: task.expected_start_time,
    start_time: task.start_time,
    end_time: task.end_time,
    subflow_run_id: task.state?.state_details.child_flow_run_id ?? null,
    upstream: taskRunIds(task.task_inputs, (name) => name !== "__parents__"),
    encapsulating: taskRunIds(task.task_inputs, (name) => name === "__parents__"),
    states: null,
  };
}

function taskRunIds(inputs: TaskInputs, isWanted: (name: string) => boolean): string[] {
  const wanted = Object.entries(inputs).filter(([name]) => isWanted(name));
  const ids = wanted.flatMap(([, list]) =>
    list.flatMap((input) => (input.input_type === "task_run" ? [input.id] : [])),
  );
  return [...new Set(ids)];
}
