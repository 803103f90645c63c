// One field of a cron expression, as croniter reads it: lists of values, ranges and steps; names; `L` and `#` for days.

export interface FieldBounds {
  readonly min: number;
  readonly max: number;
  /** Names of values, lower-case, in order from `min`. */
  readonly names?: readonly string[];
  /** Values that mean another, as 7 means Sunday. */
  readonly alias?: ReadonlyMap<number, number>;
}

/** The values a field allows; null when it allows all. */
export type FieldValues = ReadonlySet<number> | null;

const PART = /^(?:(\*)|([^-/]+)(?:-([^-/]+))?)(?:\/(\d+))?$/;

/** Throws `SyntaxError` when it is none. */
export function parseField(text: string, bounds: FieldBounds): FieldValues {
  const values = new Set(text.split(",").flatMap((part) => parsePart(part, bounds)));
  const all = bounds.max - bounds.min + 1 - (bounds.alias?.size ?? 0);
  return values.size >= all ? null : values;
}

function parsePart(part: string, bounds: FieldBounds): number[] {
  const match = PART.exec(part === "?" ? "*" : part);
  if (match === null) throw new SyntaxError(`"${part}" is no part of a cron field`);
  const [, star, from = "", to, stepText] = match;
  const step = stepText === undefined ? 1 : Number(stepText);
  if (step === 0) throw new SyntaxError("a step is at least 1");
  if (star !== undefined) return every(bounds.min, lastOf(bounds), step);
  const first = valueOf(from, bounds);
  if (to === undefined) return stepText === undefined ? [meaning(first, bounds)] : every(first, lastOf(bounds), step);
  const last = valueOf(to, bounds);
  return (first <= last ? every(first, last, step) : around(first, last, step, bounds)).map((value) =>
    meaning(value, bounds),
  );
}

/** The last value that is no other's alias. */
function lastOf({ max, alias }: FieldBounds): number {
  return max - (alias?.size ?? 0);
}

function meaning(value: number, { alias }: FieldBounds): number {
  return alias?.get(value) ?? value;
}

function every(first: number, last: number, step: number): number[] {
  return Array.from({ length: Math.max(0, Math.floor((last - first) / step) + 1) }, (_, index) => first + index * step);
}

/** A range that goes past the end goes on at the beginning: `fri-mon`. */
function around(first: number, last: number, step: number, bounds: FieldBounds): number[] {
  const length = lastOf(bounds) - bounds.min + 1;
  return every(first, last + length, step).map((value) => ((value - bounds.min) % length) + bounds.min);
}

function valueOf(text: string, { min, max, names }: FieldBounds): number {
  const name = names?.indexOf(text.toLowerCase()) ?? -1;
  const value = name >= 0 ? min + name : /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(value >= min && value <= max)) throw new SyntaxError(`"${text}" is not from ${min} to ${max}`);
  return value;
}
