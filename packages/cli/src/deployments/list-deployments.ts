import { filterDeployments } from "@tutti/client/deployments";
import type { Deployment } from "@tutti/core/wire/deployment";
import type { CommandContext } from "../context.ts";
import { printRows } from "../list-rows.ts";
import { oneLine } from "../plain-text.ts";
import { flowNames } from "../runs/flow-names.ts";
import { readPages } from "../runs/read-pages.ts";
import { timeCell } from "../time-cell.ts";
import { deploymentStatusText } from "./deployment-status.ts";
import { scheduleText } from "./schedule-text.ts";

export async function listDeployments(
  { output, connect }: CommandContext,
  ofFlows: readonly string[],
  options: { readonly byCreated: boolean; readonly output: string | null },
): Promise<void> {
  const api = await connect();
  const filter = ofFlows.length === 0 ? {} : { flows: { name: { any_: [...ofFlows] } } };
  const sort = options.byCreated ? "CREATED_DESC" : "NAME_ASC";
  const deployments = await readPages(Number.MAX_SAFE_INTEGER, (page) =>
    filterDeployments(api, { ...filter, sort, ...page }),
  );
  const flows = await flowNames(
    api,
    deployments.map(({ flow_id }) => flow_id),
  );
  const fullName = ({ flow_id, name }: Deployment) => oneLine(`${flows.get(flow_id) ?? ""}/${name}`);
  const rows = options.byCreated ? deployments : deployments.toSorted((a, b) => (fullName(a) < fullName(b) ? -1 : 1));
  const nowMs = Date.now();
  printRows(
    rows,
    { output, format: options.output },
    [
      { header: "NAME", cell: (deployment) => output.style("bold", fullName(deployment)), shrinks: "last" },
      { header: "STATUS", cell: (deployment) => deploymentStatusText(deployment, output) },
      { header: "WORK POOL", cell: ({ work_pool_name }) => oneLine(work_pool_name ?? ""), shrinks: true },
      {
        header: "SCHEDULES",
        cell: ({ schedules }) => schedules.map(({ schedule }) => scheduleText(schedule)).join(", "),
        shrinks: true,
      },
      { header: "CREATED", cell: ({ created }) => timeCell(created, output, nowMs) },
      { header: "ID", cell: ({ id }) => output.style("dim", id), shrinks: "first" },
    ],
    ofFlows.length > 0 ? "No deployments fit." : "No deployments yet. Make one: tutti deploy",
  );
}
