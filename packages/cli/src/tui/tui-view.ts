import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { TaskRun } from "@tutti/core/wire/task-run";
import type { Output } from "../output.ts";
import { oneLine } from "../plain-text.ts";
import { logText } from "../runs/log-text.ts";
import { elapsedText, startText } from "../runs/run-times.ts";
import { stateOf, stateText } from "../runs/state-text.ts";
import { type Column, cutTo, tableLines } from "../table.ts";
import type { OpenedRun, TuiData } from "./tui-data.ts";
import type { TuiModel } from "./tui-keys.ts";

/** The terminal that is drawn for. */
export interface TuiFrame {
  readonly rows: number;
  readonly columns: number;
  readonly nowMs: number;
  /** What came of the last key, or what is wrong. */
  readonly notice: string;
}

const LIST_KEYS = ["↑↓ choose", "enter open", "c cancel", "r run again", "o dashboard"];
const RUN_KEYS = ["esc back", "c cancel", "r run again", "o dashboard"];
const QUIT = "q quit";
/** Narrower terminals show no flows, and those no times either, so that names can be told from each other. */
const FLOWS_FROM_COLUMNS = 64;
const TIMES_FROM_COLUMNS = 48;

/** The lines of the whole terminal, none wider than it, and no more than it has. */
export function tuiLines(data: TuiData, model: TuiModel, frame: TuiFrame, output: Output): string[] {
  const body = Math.max(3, frame.rows - 2);
  const lines =
    model.isOpen && data.opened?.run.id === model.selectedId
      ? runLines(data.opened, { ...frame, rows: body }, output)
      : listLines(data, model, { ...frame, rows: body }, output);
  const shown = lines.slice(0, body).map((line) => cutTo(line, frame.columns));
  return [...shown, ...Array.from({ length: body - shown.length }, () => ""), "", footer(data, model, frame, output)];
}

function footer({ runs }: TuiData, model: TuiModel, { notice, columns }: TuiFrame, output: Output): string {
  const name = oneLine(runs.find(({ id }) => id === model.selectedId)?.name ?? "it");
  const text = model.isAsked ? `Cancel ${name}? y cancels it, any other key does not.` : notice;
  if (text !== "") return cutTo(output.style("yellow", text), columns);
  return cutTo(output.style("dim", keysWithin(model.isOpen ? RUN_KEYS : LIST_KEYS, columns)), columns);
}

/** As many keys as there is room for, and how to leave. */
function keysWithin(keys: readonly string[], columns: number): string {
  const text = [...keys, QUIT].join(" · ");
  return text.length <= columns || keys.length === 0 ? text : keysWithin(keys.slice(0, -1), columns);
}

function listLines({ runs, names }: TuiData, model: TuiModel, frame: TuiFrame, output: Output): string[] {
  if (runs.length === 0) return ["No runs yet."];
  const at = Math.max(
    0,
    runs.findIndex(({ id }) => id === model.selectedId),
  );
  const height = frame.rows - 1;
  const from = Math.min(Math.max(0, at - Math.floor(height / 2)), Math.max(0, runs.length - height));
  const columns: Column<FlowRun>[] = [
    { header: "", cell: ({ id }) => (id === runs[at]?.id ? output.style("cyan", "❯") : " ") },
    { header: "NAME", cell: ({ name }) => output.style("bold", oneLine(name)), shrinks: "last" },
    ...(frame.columns < FLOWS_FROM_COLUMNS
      ? []
      : [{ header: "FLOW", cell: ({ flow_id }: FlowRun) => oneLine(names.get(flow_id) ?? ""), shrinks: true }]),
    ...stateColumns(frame, output),
  ];
  return table(runs.slice(from, from + height), columns, frame, output);
}

function runLines({ run, tasks, logs }: OpenedRun, frame: TuiFrame, output: Output): string[] {
  const message = oneLine(run.state?.message ?? "");
  const head = [
    `${output.style("bold", oneLine(run.name))}  ${stateText(stateOf(run), output)}  ${elapsedText(run, frame.nowMs)}`,
    output.style("dim", message === "" ? run.id : message),
    "",
  ];
  const columns: Column<TaskRun>[] = [
    { header: "TASK", cell: ({ name }) => oneLine(name), shrinks: true },
    ...stateColumns(frame, output),
  ];
  const room = frame.rows - head.length - 1;
  const written = logs.flatMap((log) => logText(log, null, output).split("\n"));
  const forTasks = Math.min(tasks.length, Math.max(3, room - Math.min(written.length, Math.ceil(room / 2))));
  const taskLines = tasks.length === 0 ? [] : table(tasks.slice(0, forTasks), columns, frame, output);
  return [...head, ...taskLines, "", ...written.slice(-Math.max(1, room - taskLines.length))];
}

type AnyRun = Pick<FlowRun, "state_type" | "state_name" | "start_time" | "end_time" | "expected_start_time">;

function stateColumns({ nowMs, columns }: TuiFrame, output: Output): Column<AnyRun>[] {
  const started: Column<AnyRun> = { header: "STARTED", cell: (run) => startText(run, output, nowMs) };
  return [
    { header: "STATE", cell: (run) => stateText(stateOf(run), output) },
    ...(columns < TIMES_FROM_COLUMNS ? [] : [started]),
    { header: "TOOK", cell: (run) => elapsedText(run, nowMs), align: "right" },
  ];
}

function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[], frame: TuiFrame, output: Output): string[] {
  return tableLines(rows, columns, frame.columns, (text) => output.style("dim", text));
}
