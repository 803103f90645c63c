import { TuttiError } from "@tutti/core/errors";
import { isNotFound } from "@tutti/client/response-error";
import { closest } from "@tutti/client/closest";
import { oneLine } from "../plain-text.ts";

const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;
const ID_START = /^[\da-f-]{4,35}$/i;
const SHOWN = 5;

interface NamedRun {
  readonly id: string;
  readonly name: string;
  readonly state_name: string | null;
}

/** How runs of one kind are looked up. */
export interface RunLookup<Run extends NamedRun> {
  /** `flow run` or `task run`, for messages. */
  readonly kind: string;
  readonly read: (id: string) => Promise<Run>;
  readonly readByName: (name: string) => Promise<readonly Run[]>;
  /** The newest runs: those whose ids may be shortened. */
  readonly readRecent: () => Promise<readonly Run[]>;
}

/**
 * The run that a person means: by its id, its name, or a beginning of its id that no other recent run has. Throws
 * `not_found`, with the nearest name, and `ambiguous_name`, with the ids that fit.
 */
export async function findRun<Run extends NamedRun>(reference: string, lookup: RunLookup<Run>): Promise<Run> {
  if (UUID.test(reference)) return readOrExplain(reference, lookup);
  const named = await lookup.readByName(reference);
  if (named.length > 0) return theOnly(reference, named, lookup.kind);
  const recent = await lookup.readRecent();
  const begun = ID_START.test(reference)
    ? recent.filter(({ id }) => id.toLowerCase().startsWith(reference.toLowerCase()))
    : [];
  if (begun.length > 0) return theOnly(reference, begun, lookup.kind);
  const names = recent.map(({ name }) => name);
  const near = names.find((name) => reference !== "" && name.startsWith(reference)) ?? closest(reference, names);
  const hint = near === null ? "" : ` Did you mean ${oneLine(near)}?`;
  throw new TuttiError("not_found", `No ${lookup.kind} is called ${oneLine(reference)}.${hint}`);
}

async function readOrExplain<Run extends NamedRun>(id: string, lookup: RunLookup<Run>): Promise<Run> {
  try {
    return await lookup.read(id.toLowerCase());
  } catch (error) {
    if (!isNotFound(error)) throw error;
    throw new TuttiError("not_found", `No ${lookup.kind} has the id ${id}.`, { cause: error });
  }
}

function theOnly<Run extends NamedRun>(reference: string, runs: readonly Run[], kind: string): Run {
  const [first, ...others] = runs;
  if (first !== undefined && others.length === 0) return first;
  const shown = runs.slice(0, SHOWN).map((run) => `\n    ${run.id}  ${oneLine(run.name)}  ${run.state_name ?? "none"}`);
  const more = runs.length > SHOWN ? "\n    …" : "";
  throw new TuttiError("ambiguous_name", `${kind}s that ${oneLine(reference)} may mean:${shown.join("")}${more}`);
}
