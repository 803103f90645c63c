import type { Timeline, TimelineSubflow, TimelineTask } from "@tutti/core/wire/dashboard";
import { parseTime } from "@tutti/core/parse-time";
import type { Timed } from "./segments.ts";

/** A row of the timeline, before it is known which rows are open. */
export type TimelineNode = RunNode | GroupNode;

interface NodeFields {
  id: string;
  label: string;
  /** Where it stands among its siblings. */
  sortAt: number;
  children: TimelineNode[];
}

export interface RunNode extends NodeFields {
  kind: "run" | "subflow" | "task";
  run: Timed;
  task: TimelineTask | null;
  subflow: TimelineSubflow | null;
}

/** Many runs of one task, folded into a row. */
export interface GroupNode extends NodeFields {
  kind: "group";
  children: RunNode[];
}

/** So many equal siblings are read as one thing. */
const GROUP_MIN = 6;

/** The run with its tasks and subflows as a tree: what called what, by start. */
export function buildTree(timeline: Timeline): RunNode {
  const root = rootNode(timeline);
  const nodes = nodesById(timeline);
  const parents = new Map<string, RunNode>([[timeline.flow_run.id, root]]);
  for (const node of nodes.values()) if (node.subflow !== null) parents.set(node.subflow.id, node);
  const placeholders = new Map(timeline.task_runs.map((task) => [task.id, task]));
  for (const node of nodes.values()) {
    const caller = node.task ?? placeholders.get(node.subflow?.parent_task_run_id ?? "");
    const parent = parentOf(node, caller, nodes, parents) ?? root;
    parent.children.push(node);
  }
  arrange(root);
  return root;
}

function rootNode({ flow_run: run, states }: Timeline): RunNode {
  return {
    kind: "run",
    id: run.id,
    label: run.name,
    sortAt: 0,
    children: [],
    run: { ...run, states },
    task: null,
    subflow: null,
  };
}

/** A subflow stands in for the task run that called it, under that task run's id as well as its own. */
function nodesById({ task_runs, subflow_runs }: Timeline): Map<string, RunNode> {
  const known = new Set(subflow_runs.map((subflow) => subflow.id));
  const tasks = task_runs.filter((task) => task.subflow_run_id === null || !known.has(task.subflow_run_id));
  return new Map([
    ...tasks.map((task) => [task.id, taskNode(task)] as const),
    ...subflow_runs.map((subflow) => [subflow.parent_task_run_id, subflowNode(subflow)] as const),
  ]);
}

function taskNode(task: TimelineTask): RunNode {
  const sortAt = startOf(task);
  return { kind: "task", id: task.id, label: task.name, sortAt, children: [], run: task, task, subflow: null };
}

function subflowNode(subflow: TimelineSubflow): RunNode {
  const label = `${subflow.flow_name} / ${subflow.name}`;
  const sortAt = startOf(subflow);
  return { kind: "subflow", id: subflow.id, label, sortAt, children: [], run: subflow, task: null, subflow };
}

const starts = new WeakMap<Timed, number>();

/** The same object has the same start: a tree of thousands is built again with every change of one. */
function startOf(run: Timed): number {
  let start = starts.get(run);
  if (start === undefined) {
    start = parseTime(run.start_time) ?? parseTime(run.expected_start_time) ?? Number.MAX_SAFE_INTEGER;
    starts.set(run, start);
  }
  return start;
}

function parentOf(
  node: RunNode,
  caller: TimelineTask | undefined,
  nodes: Map<string, RunNode>,
  runs: Map<string, RunNode>,
): RunNode | undefined {
  const within = caller?.encapsulating.at(-1);
  const outer = within === undefined ? undefined : nodes.get(within);
  if (outer !== undefined && outer !== node) return outer;
  return runs.get(caller?.flow_run_id ?? node.subflow?.parent_flow_run_id ?? "");
}

function arrange(node: RunNode): void {
  const members = node.children.filter((child) => child.kind !== "group");
  for (const child of members) arrange(child);
  const families = Map.groupBy(members, familyOf);
  node.children = [...families.values()]
    .flatMap((family): TimelineNode[] => (family.length < GROUP_MIN ? family : [groupNode(node, family)]))
    .sort(bySort);
}

function familyOf(node: RunNode): string {
  return node.subflow === null ? `task ${node.task?.task_key ?? ""}` : `flow ${node.subflow.flow_id}`;
}

function groupNode(parent: RunNode, members: RunNode[]): GroupNode {
  const children = members.sort(bySort);
  const [first] = children;
  return {
    kind: "group",
    id: `${parent.id} ${first === undefined ? "" : familyOf(first)}`,
    label: sharedName(children),
    sortAt: first?.sortAt ?? 0,
    children,
  };
}

function bySort(a: TimelineNode, b: TimelineNode): number {
  return a.sortAt - b.sortAt || (a.id < b.id ? -1 : 1);
}

/** `load-0` … `load-999` → `load`. */
function sharedName(members: RunNode[]): string {
  const [first] = members;
  if (first?.subflow !== null && first?.subflow !== undefined) return first.subflow.flow_name;
  const bare = (node: RunNode) => node.label.replace(/-[^-]+$/, "");
  const name = first === undefined ? "" : bare(first);
  return members.every((member) => bare(member) === name) ? name : (first?.task?.task_key ?? name);
}
