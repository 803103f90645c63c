import type { StoredObject } from "./object-store.ts";

const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const LABEL_KEY = /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

interface Named {
  readonly name?: string;
}

interface PodTemplate {
  readonly metadata?: { readonly labels?: unknown };
  readonly spec?: { readonly restartPolicy?: string; readonly containers?: readonly AskedContainer[] };
}

interface AskedContainer extends Named {
  readonly image?: string;
  readonly env?: readonly Named[];
}

interface AskedMetadata extends Named {
  readonly namespace?: string;
  readonly generateName?: string;
  readonly labels?: unknown;
}

interface AskedJob {
  readonly metadata?: AskedMetadata;
  readonly spec?: { readonly template?: PodTemplate };
}

/** What a real server finds wrong with a job; null: nothing. */
export function manifestProblem({ metadata = {}, spec = {} }: AskedJob, namespace: string): string | null {
  if (metadata.namespace !== undefined && metadata.namespace !== namespace) {
    return "the namespace of the provided object does not match the namespace sent on the request";
  }
  const { template = {} } = spec;
  return (
    nameProblem(metadata) ??
    podProblem(template) ??
    labelProblem(metadata.labels) ??
    labelProblem(template.metadata?.labels)
  );
}

function nameProblem({ generateName = "", name = `${generateName}abcde` }: AskedMetadata): string | null {
  return NAME.test(name) && name.length <= 63 ? null : `metadata.name: Invalid value: "${name}"`;
}

function podProblem({ spec = {} }: PodTemplate): string | null {
  const { restartPolicy = "", containers = [] } = spec;
  if (!["Never", "OnFailure"].includes(restartPolicy)) return "spec.template.spec.restartPolicy: Required value";
  if (containers.length === 0) return "spec.template.spec.containers: Required value";
  return containers.map(containerProblem).find((problem) => problem !== null) ?? null;
}

function containerProblem({ name = "", image = "", env = [] }: AskedContainer): string | null {
  if (!NAME.test(name)) return "spec.template.spec.containers[0].name: Required value";
  if (image === "") return "spec.template.spec.containers[0].image: Required value";
  return env.some((one) => !one.name) ? "spec.template.spec.containers[0].env[0].name: Required value" : null;
}

export function labelProblem(labels: unknown): string | null {
  for (const [key, value] of Object.entries<string>(Object(labels))) {
    if (!LABEL_KEY.test(key) || (key.split("/").at(-1) ?? "").length > 63)
      return `metadata.labels: Invalid value: "${key}"`;
    if (!LABEL_VALUE.test(value) || value.length > 63) return `metadata.labels: Invalid value: "${value}"`;
  }
  return null;
}

/** RFC 7386. */
export function mergePatched(target: unknown, patch: unknown): unknown {
  if (typeof patch !== "object" || patch === null || Array.isArray(patch)) return patch;
  const merged: Record<string, unknown> = { ...Object(target) };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = mergePatched(merged[key], value);
  }
  return merged;
}

/** Selectors of equality, as they are asked here. */
export function selects({ metadata, ...fields }: StoredObject, labels: string, field: string): boolean {
  const pairs = (selector: string) =>
    selector
      .split(",")
      .filter(Boolean)
      .map((pair) => pair.split("="));
  const isLabelled = pairs(labels).every(([key = "", value]) => metadata.labels?.[key] === value);
  const valueAt = (path: string) => path.split(".").reduce((at: unknown, key) => Object(at)[key], fields);
  return isLabelled && pairs(field).every(([key = "", value]) => valueAt(key) === value);
}
