import type { Watched } from "@tutti/core/automation/trigger-form";
import { STATE_TYPES, type StateType } from "@tutti/core/state-type";
import { count, flag, oneWord, text, texts } from "../../option.ts";

export type When = Watched | "event" | "no-event";
const WHENS: readonly When[] = ["flow-run", "deployment", "work-pool", "work-queue", "event", "no-event"];

/** What says an automation without a file: each answers one question of the wizard. */
export const automationFlags = {
  name: text("--name <name>", "what it is called"),
  description: text("--description <text>", "what it is for"),
  when: oneWord(
    "--when <what>",
    "what it acts on: flow-run, deployment, work-pool or work-queue in a state; event, or no-event",
    WHENS,
  ),
  states: texts("--state <state>", "the state that it enters: Failed, Late, not-ready, …; repeatable"),
  of: text("--of <name>", "only runs of this flow, or this deployment, pool or queue (<pool>/<queue>)"),
  stays: text("--for <span>", 'once it has stayed so for this long: "10 minutes"'),
  events: texts("--event <name>", "an event that it counts; * stands for any ending; repeatable"),
  after: texts("--after <event>", "of no-event: what begins the waiting; repeatable"),
  resources: texts("--resource <id>", "only events of this resource; * stands for any ending; repeatable"),
  times: count("--times <count>", "how many events; 1 unless given", { min: 1, fallback: null }),
  within: text("--within <span>", 'within which time: "5 minutes"'),
  together: flag("--together", "count the events of all resources together"),
  actions: texts(
    "-a, --action <type[=target]>",
    "what it does, and with what: run-deployment=main-flow/taxi1, send-notification=slack-webhook/ops; repeatable",
  ),
  param: texts("--param <name=value>", "a parameter for run-deployment; repeatable"),
  subject: text("--subject <text>", "the subject of notifications; templates are filled in"),
  body: text("--body <text>", "the text of notifications; templates are filled in"),
  payload: text("--payload <text>", "what call-webhook sends; templates are filled in"),
  toState: oneWord("--to-state <type>", "the state that change-flow-run-state gives, such as CANCELLED", STATE_TYPES),
  message: text("--message <text>", "the message of that state"),
};

/** What those flags said. */
export interface AutomationChoice {
  readonly name: string | null;
  readonly description: string | null;
  readonly when: When | null;
  readonly states: readonly string[];
  readonly of: string | null;
  readonly stays: string | null;
  readonly events: readonly string[];
  readonly after: readonly string[];
  readonly resources: readonly string[];
  readonly times: number | null;
  readonly within: string | null;
  readonly together: boolean;
  readonly actions: readonly string[];
  readonly param: readonly string[];
  readonly subject: string | null;
  readonly body: string | null;
  readonly payload: string | null;
  readonly toState: StateType | null;
  readonly message: string | null;
}

/** Whether any of them was given. */
export function isAnyGiven(choice: AutomationChoice): boolean {
  return Object.values(choice).some(isSaid);
}

/** Whether a flag was given. */
export function isSaid(value: unknown): boolean {
  return value !== null && value !== false && (!Array.isArray(value) || value.length > 0);
}
