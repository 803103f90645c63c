import { readDeploymentSchedules } from "@tutti/client/deployment-schedules";
import type { DeploymentSchedule } from "@tutti/core/wire/schedule";
import type { CommandContext } from "../context.ts";
import { printRows } from "../list-rows.ts";
import type { Output } from "../output.ts";
import { oneLine } from "../plain-text.ts";
import type { Column } from "../table.ts";
import { timeCell } from "../time-cell.ts";
import { findDeployment } from "./find-deployment.ts";
import { scheduleText } from "./schedule-text.ts";
import { scheduleTimes } from "./schedule-times.ts";

export async function listSchedules(
  { output, connect }: CommandContext,
  reference: string,
  options: { readonly output: string | null },
): Promise<void> {
  const api = await connect();
  const { deployment, fullName } = await findDeployment(api, reference);
  printRows(
    await readDeploymentSchedules(api, deployment.id),
    { output, format: options.output },
    scheduleColumns(output, Date.now()),
    `${fullName} has no schedules. Add one: tutti deployment schedule create ${fullName}`,
  );
}

/** How the schedules of a deployment are listed. */
export function scheduleColumns(output: Output, nowMs: number): Column<DeploymentSchedule>[] {
  return [
    { header: "SCHEDULE", cell: ({ schedule }) => scheduleText(schedule), shrinks: true },
    {
      header: "ACTIVE",
      cell: ({ active }) => (active ? output.style("green", "yes") : output.style("gray", "paused")),
    },
    { header: "NEXT", cell: (entry) => nextCell(entry, output, nowMs) },
    { header: "PARAMETERS", cell: ({ parameters }) => parametersCell(parameters), shrinks: true },
    { header: "ID", cell: ({ id }) => output.style("dim", id), shrinks: "first" },
  ];
}

function nextCell({ active, schedule }: DeploymentSchedule, output: Output, nowMs: number): string {
  const [next = null] = active ? scheduleTimes(schedule, 1, nowMs) : [];
  return timeCell(next, output, nowMs);
}

function parametersCell(parameters: Readonly<Record<string, unknown>>): string {
  return Object.keys(parameters).length === 0 ? "" : oneLine(JSON.stringify(parameters));
}
