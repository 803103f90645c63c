import { defined, oneOf, type RawSearch, textOf } from "../../url/search-params.ts";

export const RUN_TABS = ["logs", "tasks", "subflows", "details", "parameters", "artifacts", "events"] as const;
export type RunTab = (typeof RUN_TABS)[number];

export const LOG_LEVELS = ["debug", "info", "warning", "error"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What the address of a run's page keeps. */
export interface RunSearch {
  tab?: RunTab;
  /** The task run or subflow run that is looked at. */
  task?: string;
  /** The timeline as a table, as what depends on what, or as lengths that are compared. */
  view?: "table" | "graph" | "lengths";
  /** The graph by when its nodes began; else by what they depend on. */
  layout?: "time";
  /** Whether the timeline, or what stands in its place, has the whole page. */
  full?: "on";
  /** `from-to`: what of the time axis is shown, in milliseconds since the run began. */
  zoom?: string;
  /** Text sought in the logs. */
  q?: string;
  /** Only log lines in which `q` occurs. */
  only?: "matches";
  level?: LogLevel;
  /** A log line, by id. */
  line?: string;
  wrap?: "on";
  artifact?: string;
}

export function readRunSearch(raw: RawSearch): RunSearch {
  return defined({
    tab: oneOf(raw["tab"], RUN_TABS),
    task: textOf(raw["task"]),
    view: oneOf(raw["view"], ["table", "graph", "lengths"]),
    layout: oneOf(raw["layout"], ["time"]),
    full: oneOf(raw["full"], ["on"]),
    zoom: readZoom(raw["zoom"]) === null ? undefined : textOf(raw["zoom"]),
    q: textOf(raw["q"]),
    only: oneOf(raw["only"], ["matches"]),
    level: oneOf(raw["level"], LOG_LEVELS),
    line: textOf(raw["line"]),
    wrap: oneOf(raw["wrap"], ["on"]),
    artifact: textOf(raw["artifact"]),
  });
}

export interface Zoom {
  fromMs: number;
  toMs: number;
}

export function readZoom(raw: unknown): Zoom | null {
  const match = /^(\d+)-(\d+)$/.exec(textOf(raw) ?? "");
  if (match === null) return null;
  const fromMs = Number(match[1]);
  const toMs = Number(match[2]);
  return toMs > fromMs ? { fromMs, toMs } : null;
}

export function writeZoom({ fromMs, toMs }: Zoom): string {
  return `${Math.floor(fromMs)}-${Math.ceil(toMs)}`;
}
