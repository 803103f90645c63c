import { ResponseError } from "@tutti/client/response-error";

/** What became of the objects of one kind. */
export interface Outcome {
  readonly kind: string;
  copied: number;
  /** Those of a name that the other server has already: they are left as they are there. */
  present: number;
  readonly failures: string[];
}

/** Makes each item on the other server; null means that it is there already. One that fails does not stop the others. */
export async function copyAll<T>(
  kind: string,
  items: readonly T[],
  nameOf: (item: T) => string,
  copy: (item: T) => Promise<unknown>,
): Promise<Outcome> {
  const outcome: Outcome = { kind, copied: 0, present: 0, failures: [] };
  for (const item of items) {
    try {
      if ((await copy(item)) === null) outcome.present += 1;
      else outcome.copied += 1;
    } catch (error) {
      if (error instanceof ResponseError && error.status === 409) outcome.present += 1;
      else outcome.failures.push(`${nameOf(item)}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return outcome;
}
