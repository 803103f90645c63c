import {
  createDeploymentSchedules,
  deleteDeploymentSchedule,
  readDeploymentSchedules,
} from "@tutti/client/deployment-schedules";
import type { ApiClient } from "@tutti/client/http";
import type { DeploymentSchedule, Schedule } from "@tutti/core/wire/schedule";
import { confirm } from "../confirm.ts";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { readAssignments } from "../json-input.ts";
import { findDeployment, type NamedDeployment } from "./find-deployment.ts";
import { checkParameterNames } from "./run-request.ts";
import type { ScheduleChoice } from "./schedule-flags.ts";
import { readSchedule } from "./schedule-options.ts";
import { scheduleText } from "./schedule-text.ts";
import { tellTimes } from "./tell-times.ts";

export interface ScheduleCreateOptions extends ScheduleChoice {
  readonly param: readonly string[];
  readonly active: boolean | null;
  readonly replace: boolean;
  readonly yes: boolean;
  readonly output: string | null;
}

export async function createSchedule(
  context: CommandContext,
  reference: string,
  options: ScheduleCreateOptions,
): Promise<ExitCode> {
  const parameters = readAssignments(options.param, "--param");
  const given = readSchedule(options, new Date());
  const api = await context.connect();
  const found = await findDeployment(api, reference);
  checkParameterNames(parameters, found.deployment);
  const schedule = given ?? (await askForSchedule(context));
  tellTimes(schedule, context.output);
  const before = options.replace ? await readDeploymentSchedules(api, found.deployment.id) : [];
  if (!(await isMeant(context, found.fullName, before.length, options.yes))) {
    context.output.say("Nothing was saved.");
    return EXIT.failed;
  }
  const made = { schedule, active: options.active ?? true, parameters: { ...parameters } };
  const saved = await replaceSchedules(api, found, before, made);
  if (options.output === "json") context.output.json(saved);
  else context.output.say(`Saved the schedule ${scheduleText(schedule)} of ${found.fullName}.`);
  return EXIT.ok;
}

async function askForSchedule(context: CommandContext): Promise<Schedule> {
  const { askSchedule } = await import("./ask-schedule.ts");
  return askSchedule(context);
}

/** Replacing is confirmed by everybody, adding is shown to those who can look. */
async function isMeant(
  context: CommandContext,
  fullName: string,
  replaced: number,
  isConfirmed: boolean,
): Promise<boolean> {
  if (replaced > 0) {
    return confirm(`Replace ${replaced} schedule${replaced === 1 ? "" : "s"} of ${fullName}?`, isConfirmed, context);
  }
  return context.isInteractive ? confirm(`Save it for ${fullName}?`, isConfirmed, context) : true;
}

/** Makes the new one first: a failure in between leaves too many schedules, never none. */
async function replaceSchedules(
  api: ApiClient,
  { deployment }: NamedDeployment,
  before: readonly DeploymentSchedule[],
  made: Parameters<typeof createDeploymentSchedules>[2][number],
): Promise<DeploymentSchedule[]> {
  const saved = await createDeploymentSchedules(api, deployment.id, [made]);
  const kept = new Set(saved.map(({ id }) => id));
  for (const { id } of before) if (!kept.has(id)) await deleteDeploymentSchedule(api, deployment.id, id);
  return saved;
}
