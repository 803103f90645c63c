import type { Difference } from "./difference.ts";

/** A difference that stands on purpose. Fields left out match anything. */
export interface AcceptedDifference {
  readonly reason: string;
  /** The one story in which it may appear. */
  readonly sequence?: string;
  /** A glob over operations: `POST /flows/*`. */
  readonly operation?: string;
  /** A glob over pointers: `/body/**`. */
  readonly pointer: string;
  /** What the real server has there, when only that value is accepted to differ. */
  readonly prefect?: unknown;
  readonly tutti?: unknown;
}

export function accepts(accepted: AcceptedDifference, difference: Difference): boolean {
  return (
    (accepted.sequence === undefined || accepted.sequence === difference.sequence) &&
    (accepted.operation === undefined || matches(accepted.operation, difference.operation)) &&
    matches(accepted.pointer, difference.pointer) &&
    (!("prefect" in accepted) || accepted.prefect === difference.prefect) &&
    (!("tutti" in accepted) || accepted.tutti === difference.tutti)
  );
}

/** `*` stands for one segment or part of one, `**` for any number of segments. */
function matches(glob: string, text: string): boolean {
  const pattern = glob
    .replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll("**", "\0")
    .replaceAll("*", "[^/]*")
    .replaceAll("\0", ".*");
  return new RegExp(`^${pattern}$`).test(text);
}
