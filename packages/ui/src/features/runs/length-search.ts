import { formatDuration } from "../../time/duration.ts";
import { textOf } from "../../url/search-params.ts";

/** How long runs took, in seconds; an end that is open is null. */
export interface LengthRange {
  readonly atLeast: number | null;
  readonly below: number | null;
}

/** `10-60`, `-1`, `3600-` of the address; null for what is none. */
export function readLength(raw: unknown): LengthRange | null {
  const match = /^(\d+(?:\.\d+)?)?-(\d+(?:\.\d+)?)?$/.exec(textOf(raw) ?? "");
  if (match === null) return null;
  const [, first, second] = match;
  if (first === undefined && second === undefined) return null;
  const atLeast = first === undefined ? null : Number(first);
  const below = second === undefined ? null : Number(second);
  return atLeast !== null && below !== null && below <= atLeast ? null : { atLeast, below };
}

export function writeLength(length: LengthRange | null): string | undefined {
  return length === null ? undefined : `${textOfEnd(length.atLeast)}-${textOfEnd(length.below)}`;
}

/** In four digits: a length of the address is read by people. */
function textOfEnd(seconds: number | null): string {
  return seconds === null ? "" : String(Number(seconds.toPrecision(4)));
}

/** `10 s – 1 m 00 s`, `under 1.0 s`, `1 h 00 m or more`. */
export function lengthWords({ atLeast, below }: LengthRange): string {
  const words = (seconds: number | null) => formatDuration((seconds ?? 0) * 1000);
  if (below === null) return `${words(atLeast)} or more`;
  if (atLeast === null) return `under ${words(below)}`;
  return `${words(atLeast)} – ${words(below)}`;
}
