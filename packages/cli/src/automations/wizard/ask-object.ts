import type { ApiClient } from "@tutti/client/http";
import type { CommandContext } from "../../context.ts";
import { oneLine } from "../../plain-text.ts";
import { choose } from "../../prompts.ts";
import { type NamedObject, type ObjectKind, objectNamed, objectsOf } from "./named-objects.ts";

/** A question for one object of a kind, and what stands first among the answers: no one in particular. */
export interface ObjectQuestion {
  readonly kind: ObjectKind;
  readonly message: string;
  readonly instead: string;
  /** What choosing none of them is called; null where one has to be chosen. */
  readonly none: string | null;
}

const NONE = "";

/** The object that a person chooses; null for none. Throws `invalid_usage` where nobody can be asked. */
export async function askObject(
  context: CommandContext,
  api: ApiClient,
  { kind, message, instead, none }: ObjectQuestion,
): Promise<NamedObject | null> {
  const objects = context.isInteractive ? await objectsOf(api, kind) : [];
  if (context.isInteractive && objects.length === 0 && none === null) return null;
  const choices = objects.map(({ id, name }) => ({ value: id, label: oneLine(name) }));
  const chosen = await choose(context, {
    message,
    instead,
    choices: none === null ? choices : [{ value: NONE, label: none }, ...choices],
  });
  return objects.find(({ id }) => id === chosen) ?? null;
}

/** What was named, else what a person chooses where that is asked for, else none. */
export async function objectOrNone(
  context: CommandContext,
  api: ApiClient,
  given: string | null,
  question: ObjectQuestion & { readonly isAsked: boolean },
): Promise<NamedObject | null> {
  if (given !== null) return objectNamed(api, question.kind, given);
  return question.isAsked ? askObject(context, api, question) : null;
}
