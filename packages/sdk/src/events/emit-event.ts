import { TuttiError } from "@tutti/core/errors";
import { type Instant, instantFromMillis } from "@tutti/core/instant";
import { checkGiven } from "../check-given.ts";
import { connect } from "../connection.ts";
import { currentContext } from "../engine/run-context.ts";
import { plainJson } from "../parameters.ts";
import { isRecord } from "../results/inline-json.ts";
import { eventMessage, type NewEvent } from "./new-event.ts";
import { runResources } from "./run-resources.ts";

/**
 * What an event is about. A text is its id; `id`, `name` and `role` are short for `prefect.resource.id` and so on, all other
 * labels stand for themselves.
 */
export type EventResource = string | (Readonly<Record<string, string>> & { readonly role?: string });

export interface EventOptions {
  /** What happened: `order.placed`. */
  readonly event: string;
  readonly resource: EventResource;
  /** What else it concerns, each with a `role`. The run that emits the event is added. */
  readonly related?: readonly (Readonly<Record<string, string>> & { readonly role?: string })[];
  readonly payload?: Readonly<Record<string, unknown>>;
  /** Now unless given. */
  readonly occurred?: Date;
  /** A UUID; events with the same one count once. */
  readonly id?: string;
  /** The event before this one: within five minutes of each other they are told in this order. */
  readonly follows?: EmittedEvent;
}

/** An event that the server has. */
export interface EmittedEvent {
  readonly id: string;
  readonly occurred: Date;
}

const OPTIONS = ["event", "resource", "related", "payload", "occurred", "id", "follows"];
const LARGEST_CHARACTERS = 1_500_000;
const SHORT = { id: "prefect.resource.id", name: "prefect.resource.name", role: "prefect.resource.role" } as const;

/**
 * Tells the server that something happened, and resolves when it is on record: automations may act on it, and others listen.
 * A resumed run emits it again, unless it does so in a task. Rejects with `too_large`, `invalid_request`,
 * `unreachable_server`; throws `TypeError` for an event that says not what happened to what.
 */
export async function emitEvent(options: EventOptions): Promise<EmittedEvent> {
  checkGiven('emitEvent({ event: "order.paid", resource: "order.17", payload: {} })', options, OPTIONS);
  const told = toldEvent(options);
  const context = currentContext();
  const { session } = context.flowRun?.connection ?? (await connect());
  const { message, known } = eventMessage(told, await runResources(context));
  const { length } = JSON.stringify(message);
  if (length > LARGEST_CHARACTERS)
    throw new TuttiError("too_large", `the event ${told.event} has ${length} characters`);
  await session.commit(message);
  return { id: known.id, occurred: new Date(known.occurred / 1000) };
}

function toldEvent({ event, resource, related = [], payload = {}, occurred, id, follows }: EventOptions): NewEvent {
  const labels = labelsOf(resource ?? {});
  const plain = plainJson(payload);
  if (typeof event !== "string" || event === "") throw new TypeError("emitEvent needs an event: what happened");
  if ((labels[SHORT.id] ?? "") === "")
    throw new TypeError("emitEvent needs a resource with an id: what it happened to");
  return {
    id,
    occurred: occurred === undefined ? undefined : instantOf(occurred),
    event,
    resource: labels,
    related: related.map(relatedLabels),
    payload: isRecord(plain) ? plain : {},
    follows: follows === undefined ? undefined : { id: follows.id, occurred: instantOf(follows.occurred) },
  };
}

function instantOf(date: Date): Instant {
  return instantFromMillis(date.getTime());
}

function relatedLabels(resource: Readonly<Record<string, string>>): Record<string, string> {
  const labels = labelsOf(resource);
  if (labels[SHORT.id] !== undefined && labels[SHORT.role] !== undefined) return labels;
  throw new TypeError("What an event is related to needs an id and a role");
}

function labelsOf(resource: EventResource): Record<string, string> {
  if (typeof resource === "string") return { [SHORT.id]: resource };
  const isShort = (name: string): name is keyof typeof SHORT => Object.hasOwn(SHORT, name);
  return Object.fromEntries(
    Object.entries(resource).map(([name, value]) => [isShort(name) ? SHORT[name] : name, value]),
  );
}
