/** One place where two answers differ. `undefined` means that this side has nothing there. */
export interface Difference {
  /** The title of the story. */
  readonly sequence: string;
  /** The operation, as the OpenAPI document names it: `POST /flow_runs/{id}/set_state`. */
  readonly operation: string;
  /** JSON pointer into `{ status, headers, body }`. */
  readonly pointer: string;
  readonly prefect: unknown;
  readonly tutti: unknown;
}

/** Every place where two values differ, as pointer and both sides. */
export function* differencesOf(
  prefect: unknown,
  tutti: unknown,
  pointer = "",
): Generator<{ pointer: string; prefect: unknown; tutti: unknown }> {
  if (isContainer(prefect) && isContainer(tutti) && Array.isArray(prefect) === Array.isArray(tutti)) {
    const [left, right] = [new Map(Object.entries(prefect)), new Map(Object.entries(tutti))];
    for (const key of new Set([...left.keys(), ...right.keys()])) {
      yield* differencesOf(left.get(key), right.get(key), `${pointer}/${key.replaceAll("/", "~1")}`);
    }
  } else if (!Object.is(prefect, tutti)) {
    yield { pointer, prefect, tutti };
  }
}

/**
 * Every value that was the same as an earlier one on the first side and is not on the second, as `pointer` and where the
 * earlier one stood. Values that only one side has are not judged here.
 */
export function* brokenIdentities(
  first: ReadonlyMap<string, string>,
  second: ReadonlyMap<string, string>,
): Generator<{ pointer: string; earlier: string }> {
  const places = new Map<string, string>();
  for (const [pointer, value] of first) {
    const earlier = places.get(value);
    if (earlier === undefined) places.set(value, pointer);
    else if (second.has(pointer) && second.has(earlier) && second.get(pointer) !== second.get(earlier)) {
      yield { pointer, earlier };
    }
  }
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
