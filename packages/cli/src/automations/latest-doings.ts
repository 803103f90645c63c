import { filterEvents } from "@tutti/client/events";
import type { ApiClient } from "@tutti/client/http";
import type { EventPage } from "@tutti/core/wire/event-filter";
import type { Output } from "../output.ts";
import { oneLine } from "../plain-text.ts";
import { timeCell } from "../time-cell.ts";

const SHOWN_MAX = 5;
const PREFIX = "prefect.automation.";
// That it was asked for an action says nothing that its outcome does not.
const TOLD = ["triggered", "resolved", "action.executed", "action.failed"];

type Doing = EventPage["events"][number];

/** What an automation did lately, the newest first: that it fired, and what became of its actions. */
export async function latestDoings(api: ApiClient, automationId: string): Promise<readonly Doing[]> {
  const { events } = await filterEvents(api, {
    filter: { event: { name: TOLD.map((name) => PREFIX + name) }, resource: { id: [PREFIX + automationId] } },
    limit: SHOWN_MAX,
  });
  return events;
}

export function printDoings(doings: readonly Doing[], output: Output): void {
  if (doings.length === 0) return;
  const nowMs = Date.now();
  output.line(`\n${output.style("bold", "Lately")}`);
  output.table(
    doings,
    [
      { header: "AT", cell: ({ occurred }) => timeCell(occurred, output, nowMs) },
      { header: "WHAT", cell: whatText },
      { header: "WHY", cell: ({ payload }) => textOf(payload["reason"]), shrinks: true },
    ],
    "",
  );
}

function whatText({ event, payload }: Doing): string {
  const word = event.slice(event.lastIndexOf(".") + 1);
  return event.startsWith(`${PREFIX}action.`) ? `${textOf(payload["action_type"])} ${word}` : word;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? oneLine(value) : "";
}
