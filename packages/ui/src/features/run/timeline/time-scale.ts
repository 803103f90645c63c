/** The stretch of time that is on screen, in milliseconds since the epoch. */
export interface TimeView {
  fromAt: number;
  toAt: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  1,
  2,
  5,
  10,
  20,
  50,
  100,
  200,
  500,
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14, 30].map((count) => count * DAY),
];
const LEAST_SPAN_MS = 5;

/** Where a time stands on the axis: 0 at the left edge, 1 at the right, beyond them when it is out of view. */
export function fractionOf(at: number, { fromAt, toAt }: TimeView): number {
  return (at - fromAt) / Math.max(1, toAt - fromAt);
}

/** Round offsets from `originAt`, at most about `most` of them. */
export function ticksOf(view: TimeView, originAt: number, most: number): { at: number; label: string }[] {
  const span = view.toAt - view.fromAt;
  const step = STEPS.find((candidate) => span / candidate <= most) ?? Math.ceil(span / most / DAY) * DAY;
  const first = Math.ceil((view.fromAt - originAt) / step);
  const last = Math.floor((view.toAt - originAt) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const offset = (first + index) * step;
    return { at: originAt + offset, label: offsetLabel(offset) };
  });
}

/** `0`, `250 ms`, `12 s`, `2:30`, `1:05:00`, `2 d 3 h`. */
export function offsetLabel(offset: number): string {
  if (offset === 0) return "0";
  const sign = offset < 0 ? "−" : "";
  const length = Math.abs(offset);
  if (length < SECOND) return `${sign}${Math.round(length)} ms`;
  if (length < MINUTE) return `${sign}${Number((length / SECOND).toFixed(3))} s`;
  const two = (part: number) => String(part).padStart(2, "0");
  const seconds = Math.floor((length % MINUTE) / SECOND);
  const minutes = Math.floor((length % HOUR) / MINUTE);
  if (length < HOUR) return `${sign}${minutes}:${two(seconds)}`;
  const hours = Math.floor(length / HOUR);
  if (length < DAY) return `${sign}${hours}:${two(minutes)}:${two(seconds)}`;
  return `${sign}${Math.floor(length / DAY)} d ${Math.floor((length % DAY) / HOUR)} h`;
}

/** The view made smaller (`factor` < 1) or larger around a time that stays where it is, within `whole`. */
export function zoomAround(view: TimeView, at: number, factor: number, whole: TimeView): TimeView {
  const span = Math.max(LEAST_SPAN_MS, (view.toAt - view.fromAt) * factor);
  if (span >= whole.toAt - whole.fromAt) return whole;
  const fromAt = at - fractionOf(at, view) * span;
  return moveInto({ fromAt, toAt: fromAt + span }, whole);
}

/** The view moved by a length of time, within `whole`. */
export function pan(view: TimeView, byMs: number, whole: TimeView): TimeView {
  return moveInto({ fromAt: view.fromAt + byMs, toAt: view.toAt + byMs }, whole);
}

function moveInto(view: TimeView, whole: TimeView): TimeView {
  const shift = Math.max(0, whole.fromAt - view.fromAt) + Math.min(0, whole.toAt - view.toAt);
  return { fromAt: view.fromAt + shift, toAt: view.toAt + shift };
}
