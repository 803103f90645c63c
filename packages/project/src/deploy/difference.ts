import { readAutomationsRelatedTo } from "@tutti/client/automations";
import type { ApiClient } from "@tutti/client/http";
import { isRawNumber, toPlain } from "@tutti/core/exact-json";
import { instantFromMillis } from "@tutti/core/instant";
import { isJsonObject } from "@tutti/core/json-object";
import { settleSchedule } from "@tutti/core/schedule/settle-schedule";
import { automationCreate, type Automation } from "@tutti/core/wire/automation";
import type { Deployment } from "@tutti/core/wire/deployment";
import { scheduleInput } from "@tutti/core/wire/schedule";
import type { DeclaredSchedule } from "./declared-deployment.ts";
import type { DeploymentPlan } from "./deployment-plan.ts";

/** One thing that a plan changes; `from` is undefined for a deployment that is new. */
export interface Change {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** What a plan changes of what is deployed; everything it says when nothing is. */
export async function differenceOf(plan: DeploymentPlan, api: ApiClient): Promise<Change[]> {
  const { deployed } = plan;
  const wanted = wantedOf(plan);
  if (deployed === null) {
    return Object.entries(wanted).flatMap(([field, to]) => (isNothing(to) ? [] : [{ field, from: undefined, to }]));
  }
  const automations = await readAutomationsRelatedTo(api, `prefect.deployment.${deployed.id}`);
  const standing = standingOf(deployed, automations);
  return Object.entries(wanted).flatMap(([field, to]) => {
    const from = standing[field];
    if (isNothing(to) && isNothing(from)) return [];
    const isSame = field === "schedules" ? areSameSchedules(to, from) : fits(to, from);
    return isSame ? [] : [{ field, from, to }];
  });
}

/** What the plan says. What it says nothing about stays as it is. */
function wantedOf({ body, triggers }: DeploymentPlan): Record<string, unknown> {
  const { name: _name, work_queue_name: queue, schedules, ...rest } = body;
  return {
    ...rest,
    ...(queue === null ? {} : { work_queue_name: queue }),
    ...(schedules === undefined ? {} : { schedules: schedules.map(withoutUsual) }),
    triggers: triggers.map(({ automation }) => {
      const { name, enabled, trigger, actions } = automationCreate.parse(automation(NO_ID));
      return plain({ name, enabled, trigger, actions: actions.map(withoutTarget) });
    }),
  };
}

function withoutUsual(schedule: DeclaredSchedule): object {
  const { active, ...rest } = schedule;
  return active === false ? schedule : rest;
}

const NO_ID = "00000000-0000-0000-0000-000000000000";

function standingOf(deployed: Deployment, automations: readonly Automation[]): Readonly<Record<string, unknown>> {
  return {
    ...deployed,
    schedules: deployed.schedules.map(({ schedule, active, parameters, slug, max_scheduled_runs: runs }) => ({
      schedule,
      ...(active ? {} : { active }),
      ...(isNothing(parameters) ? {} : { parameters }),
      ...(slug === null ? {} : { slug }),
      ...(runs === null ? {} : { max_scheduled_runs: runs }),
    })),
    concurrency_limit: deployed.global_concurrency_limit?.limit ?? null,
    triggers: automations.map(({ name, enabled, trigger, actions }) =>
      plain({ name, enabled, trigger, actions: actions.map(withoutTarget) }),
    ),
  };
}

function withoutTarget(action: object): object {
  const { deployment_id: _id, ...rest }: { deployment_id?: unknown } = { ...action };
  return rest;
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** In any order: the server tells the latest first. */
function areSameSchedules(wanted: unknown, standing: unknown): boolean {
  if (!Array.isArray(wanted) || !Array.isArray(standing) || wanted.length !== standing.length) return false;
  const left: unknown[] = [...standing];
  return wanted.every((schedule) => {
    const index = left.findIndex((other) => isSameSchedule(schedule, other));
    if (index !== -1) left.splice(index, 1);
    return index !== -1;
  });
}

function isSameSchedule(wanted: unknown, standing: unknown): boolean {
  if (!isJsonObject(wanted) || !isJsonObject(standing)) return false;
  const { schedule: wantedTimes, replaces: _replaces, ...wantedRest } = wanted;
  const { schedule: times, ...rest } = standing;
  return fits(wantedRest, rest) && fits(asStored(wantedTimes), times, true);
}

/** When a rule begins that does not say, the server adds; times it writes its own way. */
function asStored(schedule: unknown): unknown {
  const read = scheduleInput.safeParse(schedule);
  if (!isJsonObject(schedule) || !read.success) return schedule;
  const stored = settleSchedule(read.data, instantFromMillis(Date.now()));
  return Object.fromEntries(Object.entries(stored).filter(([key]) => Object.hasOwn(schedule, key)));
}

/** Whether what stands is what is wanted: the server may say more than it was told. */
function fits(wanted: unknown, standing: unknown, isDeep = false): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(standing) &&
      wanted.length === standing.length &&
      wanted.every((item, index) => fits(item, standing[index], true))
    );
  }
  if (isJsonObject(wanted) && isJsonObject(standing) && !isRawNumber(wanted)) {
    const keys = isDeep ? Object.keys(wanted) : Object.keys({ ...wanted, ...standing });
    return keys.every((key) => fits(wanted[key], standing[key], isDeep));
  }
  if (isNothing(wanted) && isNothing(standing)) return true;
  return JSON.stringify(toPlain(wanted)) === JSON.stringify(toPlain(standing));
}

function isNothing(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return Array.isArray(value) ? value.length === 0 : isJsonObject(value) && Object.keys(value).length === 0;
}
