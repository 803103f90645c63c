import type { Deployment } from "@tutti/core/wire/deployment";
import type { CommandContext } from "../context.ts";
import type { Output } from "../output.ts";
import { manyLines, oneLine } from "../plain-text.ts";
import { uiAddress } from "@tutti/client/ui-address";
import { timeText } from "../runs/run-times.ts";
import { showOne } from "../show-one.ts";
import { deploymentStatusText } from "./deployment-status.ts";
import { findDeployment, oneReference } from "./find-deployment.ts";
import { scheduleColumns } from "./list-schedules.ts";

export async function showDeployment(
  { output, connect }: CommandContext,
  name: string | undefined,
  options: { readonly id: string | null; readonly web: boolean; readonly output: string | null },
): Promise<void> {
  const reference = oneReference(name, options.id);
  const api = await connect();
  const { deployment, fullName } = await findDeployment(api, reference);
  const url = await uiAddress(api, `/deployments/deployment/${deployment.id}`);
  const print = () => printDeployment(deployment, fullName, url, output);
  await showOne(output, { value: deployment, url, print }, options);
}

function printDeployment(deployment: Deployment, fullName: string, url: string, output: Output): void {
  const nowMs = Date.now();
  const { global_concurrency_limit: limit, work_pool_name: pool, work_queue_name: queue } = deployment;
  output.line(`${output.style("bold", oneLine(fullName))}  ${deploymentStatusText(deployment, output)}`);
  output.line();
  output.facts([
    ["Id", deployment.id],
    ["Description", deployment.description === null ? null : manyLines(deployment.description)],
    ["Version", shown(deployment.version)],
    ["Entry point", shown(deployment.entrypoint)],
    ["Path", shown(deployment.path)],
    ["Work pool", pool === null ? null : oneLine(`${pool}${queue === null ? "" : `, queue ${queue}`}`)],
    ["Limit", limit === null ? null : `${limit.active_slots}/${limit.limit} runs`],
    ["Tags", deployment.tags.length === 0 ? null : deployment.tags.map(oneLine).join(", ")],
    ["Parameters", objectText(deployment.parameters)],
    ["Job variables", objectText(deployment.job_variables)],
    ["Created", timeText(deployment.created, nowMs)],
    ["Last polled", timeText(deployment.last_polled, nowMs)],
    ["Dashboard", url],
  ]);
  output.line(`\n${output.style("bold", "Schedules")}`);
  output.table(
    deployment.schedules,
    scheduleColumns(output, nowMs),
    `None. Add one: tutti deployment schedule create ${fullName} --cron "0 9 * * *"`,
  );
}

function shown(text: string | null): string | null {
  return text === null ? null : oneLine(text);
}

function objectText(object: Readonly<Record<string, unknown>>): string | null {
  return Object.keys(object).length === 0 ? null : oneLine(JSON.stringify(object));
}
