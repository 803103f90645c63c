import type { Filter } from "@tutti/core/template/filters";
import { ResourceValue } from "@tutti/core/template/template-value";
import { isMapping, textOf } from "@tutti/core/template/values";

// Prefect's filters for links. An object is known by what it has: only a run has a flow, only a pool has a template.

const PAGES: Readonly<Record<string, (id: string) => string>> = {
  "prefect.flow-run": (id) => `runs/flow-run/${id}`,
  "prefect.task-run": (id) => `runs/task-run/${id}`,
  "prefect.flow": (id) => `flows/flow/${id}`,
  "prefect.deployment": (id) => `deployments/deployment/${id}`,
  "prefect.work-queue": (id) => `work-queues/work-queue/${id}`,
  "prefect.automation": (id) => `automations/automation/${id}`,
};

interface Named {
  readonly kind: string;
  readonly id: string;
}

export function linkFilters(uiUrl: string): Readonly<Record<string, Filter>> {
  return {
    ui_url(value) {
      const name = isMapping(value) ? value["name"] : null;
      if (isMapping(value) && "base_job_template" in value) return `${uiUrl}/work-pools/work-pool/${String(name)}`;
      const object = named(value);
      const page = object === null ? undefined : PAGES[object.kind];
      return object === null || page === undefined ? null : `${uiUrl}/${page(object.id)}`;
    },
    ui_resource_events_url(value) {
      const object = named(value);
      return object === null ? null : `${uiUrl}/events?resource=${object.kind}.${object.id}`;
    },
    flow_run_id(value) {
      return /flow-run\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/.exec(textOf(value))?.[1] ?? null;
    },
  };
}

function named(value: unknown): Named | null {
  if (value instanceof ResourceValue) {
    const id = value.labels["prefect.resource.id"] ?? "";
    const dot = id.lastIndexOf(".");
    return dot === -1 ? null : { kind: id.slice(0, dot), id: id.slice(dot + 1) };
  }
  if (!isMapping(value) || typeof value["id"] !== "string") return null;
  const kind = kindOf(value);
  return kind === null ? null : { kind, id: value["id"] };
}

/** Which fields tell an object's kind, the more telling first. */
const TELLING: readonly (readonly [field: string, kind: string])[] = [
  ["task_key", "prefect.task-run"],
  ["deployment_version", "prefect.flow-run"],
  ["enforce_parameter_schema", "prefect.deployment"],
  ["base_job_template", "prefect.work-pool"],
  ["work_pool_id", "prefect.work-queue"],
  ["trigger", "prefect.automation"],
  ["labels", "prefect.flow"],
];

function kindOf(value: Readonly<Record<string, unknown>>): string | null {
  return TELLING.find(([field]) => field in value)?.[1] ?? null;
}
