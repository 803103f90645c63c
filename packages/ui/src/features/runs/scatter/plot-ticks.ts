import { formatClock, formatShortDay, zoneMinutes } from "../../../time/moment.ts";
import { acrossOf, type PlotView, upOf } from "./plot-view.ts";

export interface Tick {
  /** 0 at the beginning of its axis, 1 at the end. */
  readonly place: number;
  readonly label: string;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TIME_STEPS = [
  ...[1, 5, 15, 30].map((count) => count * SECOND),
  ...[1, 5, 15, 30].map((count) => count * MINUTE),
  ...[1, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14, 30, 91, 182, 365].map((count) => count * DAY),
];

/** Round times by the clock of the chosen zone, about `most` of them. */
export function timeTicks(view: PlotView, most: number): Tick[] {
  const span = view.toAt - view.fromAt;
  const step = TIME_STEPS.find((candidate) => span / candidate <= most) ?? Math.ceil(span / most / DAY) * DAY;
  const local = (at: number) => at + zoneMinutes(at) * MINUTE;
  const first = Math.ceil(local(view.fromAt) / step);
  const last = Math.floor(local(view.toAt) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const wall = (first + index) * step;
    const at = wall - zoneMinutes(wall - zoneMinutes(wall) * MINUTE) * MINUTE;
    return { place: acrossOf(at, view), label: timeLabel(at, wall, step) };
  }).filter(isInside);
}

/** The day at midnight, else the time of the day. */
function timeLabel(at: number, wall: number, step: number): string {
  if (wall % DAY === 0) return formatShortDay(at);
  return formatClock(at).slice(0, step < MINUTE ? 8 : 5);
}

const COARSE = [0.001, 0.01, 0.1, 1, 10, 60, 600, 3600, 21_600, 86_400, 604_800, 2_592_000];
const FINE = [
  ...[0.001, 0.01, 0.1, 1].flatMap((unit) => [unit, 2 * unit, 5 * unit]),
  10,
  20,
  30,
  ...[1, 2, 5, 10, 20, 30].map((count) => count * 60),
  ...[1, 2, 4, 8, 12].map((count) => count * 3600),
  ...[1, 2, 4, 7, 14, 30].map((count) => count * 86_400),
];
const COARSE_MIN = 3;

/** Round lengths. */
export function lengthTicks(view: PlotView): Tick[] {
  const coarse = ticksAt(COARSE, view);
  return coarse.length >= COARSE_MIN ? coarse : ticksAt(FINE, view);
}

function ticksAt(lengths: readonly number[], view: PlotView): Tick[] {
  return lengths.map((seconds) => ({ place: upOf(seconds, view), label: lengthLabel(seconds) })).filter(isInside);
}

function isInside({ place }: Tick): boolean {
  return place >= 0 && place <= 1;
}

/** `5 ms`, `30 s`, `10 m`, `6 h`, `7 d`. */
function lengthLabel(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${seconds / 60} m`;
  return seconds < 86_400 ? `${seconds / 3600} h` : `${seconds / 86_400} d`;
}
