import { ApiError } from "../errors.ts";
import type { ScheduleUpdate } from "../wire/schedule.ts";

/** What becomes of a deployment's schedules when a change of it brings some. */
export type SchedulePlan =
  /** They stay, and so do their runs' origins: only these are changed, by their slug, or added. */
  | {
      readonly kind: "adjust";
      readonly changes: readonly { readonly slug: string; readonly update: ScheduleUpdate }[];
      readonly additions: readonly ScheduleUpdate[];
    }
  | { readonly kind: "replace"; readonly schedules: readonly ScheduleUpdate[] };

/**
 * Schedules that all have slugs are matched by them, so that what is not spoken of stays. `replaces` names the slug that a
 * schedule had before. Throws `invalid_request` when it is not clear what is meant.
 */
export function planSchedules(current: readonly (string | null)[], given: readonly ScheduleUpdate[]): SchedulePlan {
  const isSlugged = current.length > 0 && current.every((slug) => slug !== null);
  if (!isSlugged) return { kind: "replace", schedules: given };
  if (given.some(({ slug }) => slug === null || slug === undefined)) {
    throw refusal("Please provide a slug for each schedule in your request to ensure schedules are updated correctly.");
  }
  refuseCollisions(new Set(current), given);
  const changes: { slug: string; update: ScheduleUpdate }[] = [];
  const additions: ScheduleUpdate[] = [];
  for (const update of given) {
    const slug = update.replaces || update.slug || "";
    if (current.includes(slug)) changes.push({ slug, update });
    else if (update.schedule) additions.push(update);
    else throw refusal("Unable to create new deployment schedules without a schedule configuration.");
  }
  return { kind: "adjust", changes, additions };
}

function refuseCollisions(current: ReadonlySet<string | null>, given: readonly ScheduleUpdate[]): void {
  const renamed = new Set<string>();
  for (const { replaces } of given) {
    if (!replaces) continue;
    if (renamed.has(replaces)) {
      throw refusal(`Multiple schedules have 'replaces' targeting the same slug: ${replaces}`);
    }
    renamed.add(replaces);
  }
  for (const { slug, replaces } of given) {
    if (!slug || !replaces || !current.has(slug) || renamed.has(slug)) continue;
    throw refusal(
      `Cannot rename schedule from '${replaces}' to '${slug}': a schedule with slug '${slug}' already exists.`,
    );
  }
}

function refusal(detail: string): ApiError {
  return new ApiError("invalid_request", detail);
}
