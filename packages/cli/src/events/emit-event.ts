import { randomUUID } from "node:crypto";
import { sendEvents } from "@tutti/client/events";
import { TuttiError } from "@tutti/core/errors";
import { eventInput } from "@tutti/core/wire/event";
import { isJsonObject } from "@tutti/core/json-object";
import type { CommandContext } from "../context.ts";
import { readAssignments, readJson, readJsonObject } from "../json-input.ts";

export interface EmitOptions {
  readonly resource: readonly string[];
  readonly resourceId: string | null;
  readonly related: string | null;
  readonly payload: string | null;
}

/** Reports one event, and prints its id. */
export async function emitEvent(
  { output, connect }: CommandContext,
  name: string,
  options: EmitOptions,
): Promise<void> {
  const event = {
    id: randomUUID(),
    occurred: new Date().toISOString(),
    event: name,
    resource: resourceOf(options),
    related: relatedOf(options.related),
    payload: options.payload === null ? {} : { ...readJsonObject(options.payload, "--payload") },
  };
  const { error } = eventInput.safeParse(event);
  if (error !== undefined) {
    const problems = error.issues.map(({ path, message }) => `\n    ${path.join(".")}: ${message}`).join("");
    throw new TuttiError("invalid_usage", `The event cannot be:${problems}`);
  }
  await sendEvents(await connect(), [event]);
  output.line(event.id);
  output.say(`Reported ${name}.`);
}

function resourceOf({ resource, resourceId }: EmitOptions): Record<string, string> {
  const labels = Object.assign(
    {},
    ...resource.map((given) =>
      given.trimStart().startsWith("{") ? readJsonObject(given, "--resource") : readAssignments([given], "--resource"),
    ),
    resourceId === null ? {} : { "prefect.resource.id": resourceId },
  );
  if (!Object.hasOwn(labels, "prefect.resource.id")) {
    throw new TuttiError("invalid_usage", "What did it happen to? Give --resource-id <id>.");
  }
  return textLabels(labels);
}

function relatedOf(related: string | null): Record<string, string>[] {
  if (related === null) return [];
  const value = readJson(related, "--related");
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return items.map((item) => {
    if (isJsonObject(item)) return textLabels(item);
    throw new TuttiError("invalid_usage", "--related must be a JSON object, or a list of them.");
  });
}

function textLabels(labels: object): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, String(value)]));
}
