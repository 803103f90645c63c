import {
  deleteDeploymentSchedule,
  readDeploymentSchedules,
  updateDeploymentSchedule,
} from "@tutti/client/deployment-schedules";
import { filterDeployments } from "@tutti/client/deployments";
import type { ApiClient } from "@tutti/client/http";
import { TuttiError } from "@tutti/core/errors";
import type { DeploymentSchedule } from "@tutti/core/wire/schedule";
import { confirm } from "../confirm.ts";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { readPages } from "../runs/read-pages.ts";
import { removeConfirmed } from "../remove-confirmed.ts";
import { findDeployment } from "./find-deployment.ts";
import { scheduleText } from "./schedule-text.ts";

/** Pauses or resumes one schedule of a deployment, all of one, or all there are. */
export async function setSchedulesActive(
  context: CommandContext,
  { deployment, schedule, all, yes }: ScheduleTarget,
  isActive: boolean,
): Promise<ExitCode> {
  if (deployment === undefined && !all) {
    throw new TuttiError("invalid_usage", "Which schedule? Give <flow>/<deployment> and an id, or --all.");
  }
  const api = await context.connect();
  const schedules =
    deployment === undefined ? await allSchedules(api) : await schedulesOf(api, deployment, schedule ?? null, all);
  const verb = isActive ? "Resume" : "Pause";
  const count = `${schedules.length} schedule${schedules.length === 1 ? "" : "s"}`;
  if (deployment === undefined && !(await confirm(`${verb} ${count} of all deployments?`, yes, context))) {
    context.output.say("Nothing was changed.");
    return EXIT.failed;
  }
  for (const { deployment_id, id, active } of schedules) {
    if (active !== isActive) await updateDeploymentSchedule(api, deployment_id, id, { active: isActive });
  }
  context.output.say(`${verb}d ${count}.`);
  return EXIT.ok;
}

export interface ScheduleTarget {
  readonly deployment: string | undefined;
  readonly schedule?: string | undefined;
  readonly all: boolean;
  readonly yes: boolean;
}

/** Deletes one schedule, or, with null, all of a deployment. */
export async function removeSchedules(
  context: CommandContext,
  reference: string,
  scheduleId: string | null,
  options: { readonly yes: boolean },
): Promise<ExitCode> {
  const api = await context.connect();
  const schedules = await schedulesOf(api, reference, scheduleId, scheduleId === null);
  if (schedules.length === 0) {
    context.output.say(`${reference} has no schedules.`);
    return EXIT.ok;
  }
  const what = schedules.map(({ schedule }) => scheduleText(schedule)).join(", ");
  return removeConfirmed(context, `of ${reference}: ${what}`, options.yes, async () => {
    for (const { deployment_id, id } of schedules) await deleteDeploymentSchedule(api, deployment_id, id);
  });
}

/** The schedules of a deployment that are meant; where it has one only, that one. */
async function schedulesOf(
  api: ApiClient,
  reference: string,
  id: string | null,
  all: boolean,
): Promise<DeploymentSchedule[]> {
  const { deployment, fullName } = await findDeployment(api, reference);
  const schedules = await readDeploymentSchedules(api, deployment.id);
  if (all) return schedules;
  if (id === null && schedules.length === 1) return schedules;
  const fitting = id === null ? schedules : schedules.filter((schedule) => schedule.id.startsWith(id.toLowerCase()));
  if (fitting.length === 1) return fitting;
  const list = schedules.map((schedule) => `\n    ${schedule.id}  ${scheduleText(schedule.schedule)}`).join("");
  if (fitting.length > 1) throw new TuttiError("ambiguous_name", `schedules of ${fullName}:${list}`);
  throw new TuttiError(
    "not_found",
    `${fullName} has no schedule ${id ?? ""}. It has${list === "" ? " none." : `:${list}`}`,
  );
}

async function allSchedules(api: ApiClient): Promise<DeploymentSchedule[]> {
  const deployments = await readPages(Number.MAX_SAFE_INTEGER, (page) => filterDeployments(api, page));
  return deployments.flatMap(({ schedules }) => schedules);
}
