import type { DeploymentValues, ScheduleValues } from "./project-schema.ts";
import type { Place } from "./yaml-source.ts";

/** A list of build, push or pull steps. */
export type Steps = readonly Readonly<Record<string, unknown>>[];

/** A deployment as a file describes it. Templates in its values are not filled. */
export interface DeploymentEntry {
  readonly place: Place;
  /** Its number in the file's list; null where the file is nothing but this deployment. */
  readonly index: number | null;
  /** What the file says, by the file's own keys; those of Prefect 2's `deployment build` are told as today's. */
  readonly values: DeploymentValues;
  /** Its own steps, else the project's. Pull steps are null where nobody says how the code is fetched. */
  readonly steps: { readonly build: Steps; readonly push: Steps; readonly pull: Steps | null };
}

/** Its name, or null. */
export function entryName({ values: { name } }: DeploymentEntry): string | null {
  return name === null || name === undefined ? null : String(name);
}

/** `schedule` and `schedules` in one list; `[]` says that it shall have none, null says nothing about it. */
export function schedulesOf({
  schedule,
  schedules,
}: Pick<DeploymentValues, "schedule" | "schedules">): ScheduleValues[] | null {
  if (schedules !== null && schedules !== undefined) return schedules;
  return schedule === null || schedule === undefined ? null : [schedule];
}

/** Own steps stand before the project's, also when the key says nothing: then there are none. */
export function stepsOf(
  own: Pick<DeploymentValues, "build" | "push" | "pull">,
  project: Pick<DeploymentValues, "build" | "push" | "pull">,
): DeploymentEntry["steps"] {
  const chosen = (key: "build" | "push" | "pull") => (own[key] === undefined ? project[key] : own[key]) ?? null;
  return { build: chosen("build") ?? [], push: chosen("push") ?? [], pull: chosen("pull") };
}

/** What makes two entries the same deployment: name and entry point, else flow; null for one without a name. */
export function entryIdentity(entry: DeploymentEntry): string | null {
  const name = entryName(entry);
  const { entrypoint, flow_name: flowName } = entry.values;
  if (name === null || name === "") return null;
  const flow = entrypoint?.replace(/^\.\//, "") ?? flowName ?? "";
  return JSON.stringify([flow, name]);
}
