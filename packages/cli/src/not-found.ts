import { didYouMean } from "@tutti/client/closest";
import { isNotFound } from "@tutti/client/response-error";
import { TuttiError } from "@tutti/core/errors";
import { oneLine } from "./plain-text.ts";

/** What to do when the server does not know what was named. */
export interface Lookup<T> {
  /** `work pool`, for messages. */
  readonly kind: string;
  readonly name: string;
  readonly read: () => Promise<T>;
  /** Names that there are, asked for only to say which was meant. */
  readonly names: () => Promise<readonly string[]>;
}

/** Reads what was named. Throws `not_found` with the nearest name where the server answers that there is none. */
export async function readNamed<T>({ kind, name, read, names }: Lookup<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!isNotFound(error)) throw error;
    throw unknownName(kind, name, await names(), error);
  }
}

/** That there is nothing of this kind and name, with the nearest name there is. */
export function unknownName(kind: string, name: string, names: Iterable<string>, cause?: unknown): TuttiError {
  const hint = oneLine(didYouMean(name, names));
  return new TuttiError(
    "not_found",
    `No ${kind} is called ${oneLine(name)}.${hint === "" ? "" : ` ${hint}`}`,
    cause === undefined ? {} : { cause },
  );
}
