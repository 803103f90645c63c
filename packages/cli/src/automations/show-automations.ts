import { stringify } from "yaml";
import type { Automation } from "@tutti/core/wire/automation";
import type { Trigger } from "@tutti/core/wire/trigger";
import type { CommandContext } from "../context.ts";
import { printRows } from "../list-rows.ts";
import type { Output } from "../output.ts";
import { manyLines, oneLine } from "../plain-text.ts";
import { uiAddress } from "@tutti/client/ui-address";
import { showOne } from "../show-one.ts";
import { allAutomations, findAutomation } from "./find-automation.ts";
import { latestDoings, printDoings } from "./latest-doings.ts";

export async function listAutomations(
  { output, connect }: CommandContext,
  options: { readonly output: string | null },
): Promise<void> {
  printRows(
    await allAutomations(await connect()),
    { output, format: options.output },
    [
      { header: "NAME", cell: ({ name }) => output.style("bold", oneLine(name)), shrinks: "last" },
      { header: "ENABLED", cell: ({ enabled }) => enabledText(enabled, output) },
      { header: "TRIGGER", cell: ({ trigger }) => oneLine(triggerText(trigger)), shrinks: true },
      { header: "ACTIONS", cell: ({ actions }) => actions.map(({ type }) => type).join(", "), shrinks: true },
      { header: "ID", cell: ({ id }) => output.style("dim", id), shrinks: "first" },
    ],
    "No automations yet. Make one: tutti automation create -f <file>",
  );
}

export async function showAutomation(
  { output, connect }: CommandContext,
  name: string | undefined,
  options: { readonly id: string | null; readonly web: boolean; readonly output: string | null },
): Promise<void> {
  const api = await connect();
  const automation = await findAutomation(api, name, options.id);
  if (options.output === "yaml") {
    output.line(stringify(automation).trimEnd());
    return;
  }
  const url = await uiAddress(api, `/automations/automation/${automation.id}`);
  const print = async () => {
    printAutomation(automation, url, output);
    printDoings(await latestDoings(api, automation.id), output);
  };
  await showOne(output, { value: automation, url, print }, options);
}

function printAutomation(automation: Automation, url: string, output: Output): void {
  const { description, trigger, actions } = automation;
  output.line(`${output.style("bold", oneLine(automation.name))}  ${enabledText(automation.enabled, output)}`);
  output.line();
  output.facts([
    ["Id", automation.id],
    ["Description", description === "" ? null : manyLines(description)],
    ["Tags", automation.tags.length === 0 ? null : automation.tags.map(oneLine).join(", ")],
    ["Trigger", manyLines(stringify(trigger).trimEnd())],
    ["Actions", actions.length === 0 ? null : manyLines(stringify(actions).trimEnd())],
    ["Dashboard", url],
  ]);
}

function enabledText(isEnabled: boolean, output: Output): string {
  return isEnabled ? output.style("green", "enabled") : output.style("gray", "paused");
}

function triggerText(trigger: Trigger): string {
  if (trigger.type !== "event") return `${trigger.type} of ${trigger.triggers.length}`;
  const events = trigger.expect.length === 0 ? "any event" : trigger.expect.join(", ");
  return trigger.posture === "Proactive" ? `absence of ${events}` : events;
}
