import { unreachable } from "@tutti/core/unreachable";
import type { StateType } from "@tutti/core/state-type";
import { formatDuration } from "../../time/duration.ts";

/** What stands in one run's column. */
export type Cell =
  | { readonly kind: "none" }
  | { readonly kind: "text"; readonly text: string; readonly artifact?: string }
  | { readonly kind: "number"; readonly value: number; readonly text: string; readonly artifact?: string }
  | { readonly kind: "state"; readonly type: StateType | null; readonly name: string | null }
  | { readonly kind: "time"; readonly at: string };

export interface Row {
  readonly label: string;
  /** One for each run. */
  readonly cells: readonly Cell[];
  readonly isDifferent: boolean;
}

export const NONE: Cell = { kind: "none" };

/** Lengths that differ by less are chance. */
const CHANCE = 0.1;
const CHANCE_SECONDS = 1;

export function textCell(text: string | null | undefined): Cell {
  return text === null || text === undefined || text === "" ? NONE : { kind: "text", text };
}

export function numberCell(value: number, artifact?: string): Cell {
  return { kind: "number", value, text: numberText(value), ...(artifact === undefined ? {} : { artifact }) };
}

export function lengthCell(seconds: number, words = ""): Cell {
  return { kind: "number", value: seconds, text: `${words}${formatDuration(seconds * 1000)}` };
}

/** Enough digits to tell metrics apart, and no more. */
function numberText(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString("en") : String(Number(value.toPrecision(6)));
}

export function rowOf(label: string, cells: readonly Cell[]): Row {
  return { label, cells, isDifferent: new Set(cells.map(keyOf)).size > 1 };
}

/** Where every run has its own, and that says nothing. */
export function plainRow(label: string, cells: readonly Cell[]): Row {
  return { label, cells, isDifferent: false };
}

/** Lengths of time, which are never quite the same. */
export function lengthRow(label: string, cells: readonly Cell[]): Row {
  const seconds = cells.flatMap((cell) => (cell.kind === "number" ? [cell.value] : []));
  const isMissing = seconds.length > 0 && seconds.length < cells.length;
  const least = Math.min(...seconds);
  const most = Math.max(...seconds);
  return { label, cells, isDifferent: isMissing || (most - least > CHANCE_SECONDS && most > least * (1 + CHANCE)) };
}

function keyOf(cell: Cell): string {
  switch (cell.kind) {
    case "none":
      return "";
    case "state":
      return `state ${cell.type} ${cell.name}`;
    case "time":
      return cell.at;
    case "text":
    case "number":
      return `= ${cell.text}`;
    default:
      return unreachable(cell);
  }
}

/** How a number stands to the first run's, in words; null where that says nothing. */
export function changeWords(first: Cell | undefined, cell: Cell): string | null {
  if (first === undefined || first === cell || first.kind !== "number" || cell.kind !== "number") return null;
  if (first.value === cell.value || first.value === 0) return null;
  const share = ((cell.value - first.value) / Math.abs(first.value)) * 100;
  const size = Math.abs(share);
  if (size < 0.05) return null;
  if (size >= 1000) return share > 0 ? `${Math.round(cell.value / first.value).toLocaleString("en")} times` : null;
  return `${share > 0 ? "+" : "−"}${size.toFixed(size < 10 ? 1 : 0)} %`;
}
