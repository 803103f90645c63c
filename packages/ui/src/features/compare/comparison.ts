import type { ComparedArtifact, ComparedRun, ComparedTask } from "@tutti/core/wire/run-comparison";
import { readTable } from "../../components/artifact/table-data.ts";
import { type Cell, lengthCell, lengthRow, NONE, numberCell, plainRow, rowOf, type Row, textCell } from "./cell.ts";

export interface Group {
  readonly title: string;
  readonly rows: readonly Row[];
}

const ROWS_MAX = 300;
const DEPTH_MAX = 6;

/** What runs have in common and what not, in groups of rows with a cell for each run. */
export function compare(runs: readonly ComparedRun[]): Group[] {
  return [
    { title: "Run", rows: factsOf(runs) },
    { title: "Parameters", rows: byKey(runs, ({ parameters }) => leaves(parameters), rowOf) },
    { title: "Tasks", rows: byKey(runs, ({ tasks }) => tasksOf(tasks), lengthRow) },
    { title: "Artifacts and metrics", rows: byKey(runs, ({ artifacts }) => artifacts.flatMap(metricsOf), rowOf) },
  ].filter(({ rows }) => rows.length > 0);
}

function factsOf(runs: readonly ComparedRun[]): Row[] {
  const row = (label: string, cell: (run: ComparedRun) => Cell, make = rowOf) => make(label, runs.map(cell));
  const rows = [
    row("State", ({ state_type: type, state_name: name }) => ({ kind: "state", type, name })),
    row("Message", ({ state_message }) => textCell(state_message)),
    row("Flow", ({ flow_name }) => textCell(flow_name)),
    row("Deployment", ({ deployment_name }) => textCell(deployment_name)),
    row("Code version", ({ flow_version }) => textCell(flow_version)),
    row("Tags", ({ tags }) => textCell(tags.toSorted().join(", "))),
    row("Started", ({ start_time: at }) => (at === null ? NONE : { kind: "time", at }), plainRow),
    row("Waited", ({ expected_start_time: due, start_time: at }) => between(due, at), lengthRow),
    row(
      "Ran for",
      ({ start_time, estimated_run_time: seconds }) => (start_time === null ? NONE : lengthCell(seconds)),
      lengthRow,
    ),
    row("Attempts", ({ run_count }) => numberCell(run_count)),
    row("Task runs", ({ task_run_counts }) => numberCell(sum(Object.values(task_run_counts)))),
    row("States", ({ states }) => textCell(states.map(({ name }) => name).join(" → "))),
  ];
  return rows.filter(({ cells }) => cells.some(({ kind }) => kind !== "none"));
}

function between(from: string | null, to: string | null): Cell {
  return from === null || to === null ? NONE : lengthCell(Math.max(0, Date.parse(to) - Date.parse(from)) / 1000);
}

/** A row for each key that any run has, in the order in which they are met. */
function byKey(
  runs: readonly ComparedRun[],
  cellsOf: (run: ComparedRun) => readonly (readonly [string, Cell])[],
  make: (label: string, cells: readonly Cell[]) => Row,
): Row[] {
  const columns = runs.map((run) => new Map(cellsOf(run)));
  const keys = [...new Set(columns.flatMap((column) => [...column.keys()]))].slice(0, ROWS_MAX);
  return keys.map((key) =>
    make(
      key,
      columns.map((column) => column.get(key) ?? NONE),
    ),
  );
}

/** `model.depth`, `months.0`: each value where it stands. */
function leaves(value: unknown, path: readonly string[] = []): [string, Cell][] {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const isLeaf = path.length > 0 && (entries.length === 0 || path.length === DEPTH_MAX);
  if (isLeaf) return [[path.join("."), valueCell(value)]];
  return entries.flatMap(([key, part]) => leaves(part, [...path, key]));
}

function valueCell(value: unknown): Cell {
  if (typeof value === "number") return numberCell(value);
  return { kind: "text", text: typeof value === "string" ? value : JSON.stringify(value) };
}

/** Prefect's Python names a task by its function and a hash of its code. */
const CODE_HASH = /-[0-9a-f]{8}$/;

function tasksOf(tasks: readonly ComparedTask[]): [string, Cell][] {
  const byName = Map.groupBy(tasks, ({ task_key }) => task_key.replace(CODE_HASH, ""));
  return [...byName].map(([name, same]) => [name, taskCell(same)]);
}

function taskCell(same: readonly ComparedTask[]): Cell {
  const counts = same.flatMap(({ counts: each }) => Object.entries(each));
  const calls = sum(counts.map(([, count]) => count));
  const bad = sum(counts.flatMap(([type, count]) => (type === "FAILED" || type === "CRASHED" ? [count] : [])));
  const words = `${calls === 1 ? "" : `${calls.toLocaleString("en")} × `}${bad === 0 ? "" : `${bad} failed, `}`;
  return lengthCell(sum(same.map(({ seconds }) => seconds)), words);
}

/** A table of one row is a list of figures; what is long is told by its kind. */
function metricsOf({ id, key, type, data }: ComparedArtifact): [string, Cell][] {
  if (type === "progress") {
    const done = Number(data);
    return [[key, { kind: "number", value: done, text: `${done} %`, artifact: id }]];
  }
  const table = type === "table" ? readTable(data) : null;
  const [only, ...others] = table?.rows ?? [];
  if (table === null || only === undefined || others.length > 0) return [[key, wholeCell(id, type, data)]];
  return table.columns.map((column, place) => [`${key}.${column}`, figureCell(only[place] ?? "", id)]);
}

function figureCell(text: string, artifact: string): Cell {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value)) return numberCell(value, artifact);
  return text === "" ? NONE : { kind: "text", text, artifact };
}

const SHORT = 60;

function wholeCell(artifact: string, type: string | null, data: unknown): Cell {
  const text = typeof data === "string" ? data : JSON.stringify(data);
  const line = text.replaceAll(/\s+/g, " ").trim();
  if (type !== "table" && line.length <= SHORT && data !== null) return { kind: "text", text: line, artifact };
  const rows = type === "table" ? readTable(data)?.rows.length : undefined;
  return {
    kind: "text",
    text: rows === undefined ? `${type ?? "data"}, ${textLength(data, text)}` : `${rows} rows`,
    artifact,
  };
}

function textLength(data: unknown, text: string): string {
  return data === null ? "long" : `${text.length.toLocaleString("en")} characters`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
