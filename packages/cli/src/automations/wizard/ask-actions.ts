import { closest } from "@tutti/client/closest";
import {
  ACTION_FIELDS,
  type ActionDraft,
  type ActionField,
  type ActionType,
  actionWords,
  type BlockKind,
  newAction,
} from "@tutti/core/automation/action-form";
import { TuttiError } from "@tutti/core/errors";
import { STATE_TYPES } from "@tutti/core/state-type";
import { unreachable } from "@tutti/core/unreachable";
import { readAssignments, readJsonObject } from "../../json-input.ts";
import { ask, choose, offer } from "../../prompts.ts";
import { askObject, objectOrNone } from "./ask-object.ts";
import type { Asking } from "./asking.ts";
import { type AutomationChoice, isSaid } from "./automation-flags.ts";
import { objectNamed, objectsOf, OBJECT_WORDS } from "./named-objects.ts";

/** An action as it is being put together: its type, and what it acts on or sends with, where that was given. */
interface Wanted {
  readonly type: ActionType;
  readonly target: string | null;
}

/** What the automation does, one after the other. Throws `invalid_usage` for what cannot be, or cannot be asked. */
export async function automationActions(asking: Asking, choice: AutomationChoice): Promise<ActionDraft[]> {
  const given = choice.actions.map(wantedOf);
  const actions: ActionDraft[] = [];
  for (const wanted of given) actions.push(await completed(asking, choice, wanted));
  if (given.length === 0) {
    do actions.push(await completed(asking, choice, { type: await askType(asking), target: null }));
    while (await offer(asking.context, { message: "Another action too?", instead: "--action", initialValue: false }));
  }
  refuseUnused(choice, actions);
  return actions;
}

const USED_BY: Readonly<Record<string, readonly [flag: string, type: ActionType]>> = {
  param: ["--param", "run-deployment"],
  subject: ["--subject", "send-notification"],
  body: ["--body", "send-notification"],
  payload: ["--payload", "call-webhook"],
  toState: ["--to-state", "change-flow-run-state"],
  message: ["--message", "change-flow-run-state"],
};

function refuseUnused(choice: AutomationChoice, actions: readonly ActionDraft[]): void {
  for (const [key, value] of Object.entries(choice)) {
    const [flag, type] = USED_BY[key] ?? [];
    if (flag === undefined || !isSaid(value) || actions.some((action) => action.type === type)) continue;
    throw new TuttiError("invalid_usage", `${flag} goes with --action ${type}.`);
  }
}

/** `pause-work-pool=zoompool` */
function wantedOf(text: string): Wanted {
  const [, name = "", target] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
  const types = Object.keys(ACTION_FIELDS).filter(isActionType);
  const type = types.find((known) => known === name.toLowerCase());
  if (type === undefined) {
    const near = closest(name, types);
    const hint = near === null ? "" : ` Did you mean ${near}?`;
    throw new TuttiError(
      "invalid_usage",
      `--action ${name}: there is no such action.${hint} There are ${types.join(", ")}.`,
    );
  }
  const fields: readonly ActionField[] = ACTION_FIELDS[type];
  if (target === undefined || fields.some(({ kind }) => kind === "target" || kind === "block")) {
    return { type, target: target ?? null };
  }
  throw new TuttiError("invalid_usage", `--action ${text}: ${type} takes nothing.`);
}

function isActionType(name: string): name is ActionType {
  return Object.hasOwn(ACTION_FIELDS, name);
}

/** Asks again where there is nothing that the action could send with. */
async function askType({ context, api }: Asking): Promise<ActionType> {
  const types = Object.keys(ACTION_FIELDS).filter(isActionType);
  for (;;) {
    const type = await choose(context, {
      message: "What shall it do?",
      instead: "--action",
      choices: types.map((value) => ({ value, label: actionWords({ type: value }) })),
    });
    const fields: readonly ActionField[] = ACTION_FIELDS[type];
    const block = fields.find((field) => field.kind === "block");
    if (block === undefined || (await objectsOf(api, block.of)).length > 0) return type;
    context.output.say(missingBlock(block.of));
  }
}

async function completed(asking: Asking, choice: AutomationChoice, wanted: Wanted): Promise<ActionDraft> {
  const fields: readonly ActionField[] = ACTION_FIELDS[wanted.type];
  const action = newAction(wanted.type);
  const values: object[] = [];
  for (const field of fields) values.push(await valuesOf(asking, choice, field, wanted, action));
  return Object.assign(action, ...values);
}

async function valuesOf(
  asking: Asking,
  choice: AutomationChoice,
  field: ActionField,
  { type, target }: Wanted,
  action: ActionDraft,
): Promise<object> {
  const { context, api, asksAll } = asking;
  const instead = `--action ${type}=…`;
  switch (field.kind) {
    case "target": {
      const words = OBJECT_WORDS[field.of];
      const question = { kind: field.of, message: `Which ${words}?`, instead, none: `the ${words} of the event` };
      const found = await objectOrNone(context, api, target, { ...question, isAsked: asksAll });
      return found === null ? { source: "inferred" } : { source: "selected", [field.key]: found.id };
    }
    case "block":
      return { block_document_id: await blockOf(asking, field.of, target, instead) };
    case "text": {
      const text = await textOf(asking, choice, field.key, action[field.key]);
      return text === "" && action[field.key] === undefined ? {} : { [field.key]: text };
    }
    case "json":
      return { [field.key]: await parametersOf(asking, choice.param) };
    case "state":
      return { state: choice.toState ?? (await askState(asking)) };
    default:
      return unreachable(field);
  }
}

async function blockOf(
  { context, api }: Asking,
  kind: BlockKind,
  target: string | null,
  instead: string,
): Promise<string> {
  if (target !== null) return (await objectNamed(api, kind, target)).id;
  const message = kind === "notification" ? "By which block is it sent?" : "Which webhook is called?";
  const found = await askObject(context, api, { kind, message, instead, none: null });
  if (found !== null) return found.id;
  throw new TuttiError("not_found", missingBlock(kind));
}

function missingBlock(kind: BlockKind): string {
  const type = kind === "notification" ? "slack-webhook" : "webhook";
  return `There is no ${OBJECT_WORDS[kind]} yet. To make one: tutti block create ${type}`;
}

async function textOf(
  { context, asksAll }: Asking,
  choice: AutomationChoice,
  key: string,
  first: unknown,
): Promise<string> {
  const usual = typeof first === "string" ? first : "";
  const given = { subject: choice.subject, body: choice.body, payload: choice.payload, message: choice.message };
  const [name, text] = Object.entries(given).find(([known]) => known === key) ?? [key, null];
  if (text !== null || !asksAll) return text ?? usual;
  const message = `${TEXTS[name] ?? name} {{ … }} is filled in.`;
  // A prompt has one line.
  return ask(context, { message, initialValue: usual.replaceAll(/\s*\n\s*/g, " "), instead: `--${name}` });
}

const TEXTS: Readonly<Record<string, string>> = {
  subject: "What is its subject?",
  body: "What does it say?",
  payload: "What is sent?",
  message: "What is the state's message?",
};

/** Null for those of the deployment. */
async function parametersOf({ context, asksAll }: Asking, given: readonly string[]): Promise<object | null> {
  if (given.length > 0) return readAssignments(given, "--param");
  if (!asksAll) return null;
  const what = "The answer";
  const answer = await ask(context, {
    message: "With which parameters, beside its own? A JSON object.",
    placeholder: 'Enter: none; {"month": "{{ event.payload.month }}"}',
    instead: "--param",
    problem: (text) => (text.trim() === "" ? null : problemOf(() => readJsonObject(text, what))),
  });
  return answer.trim() === "" ? null : readJsonObject(answer, what);
}

function problemOf(read: () => unknown): string | null {
  try {
    read();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function askState({ context }: Asking): Promise<string> {
  const choices = STATE_TYPES.map((state) => ({ value: state, label: state }));
  return choose(context, { message: "Which state does it give the run?", instead: "--to-state", choices });
}
