import { fillTemplate } from "../run-name.ts";

/** What a key of a stored result can be made of. */
export interface StorageKeyParts {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly taskRun: { readonly id: string; readonly name: string; readonly taskName: string };
  readonly flowRun: { readonly id: string; readonly name: string; readonly flowName: string } | null;
}

/** A template, or a function that gives the key. */
export type StorageKeyOption = string | ((parts: StorageKeyParts) => string);

/**
 * The path of a result in its storage. Templates are Prefect's: `{flow_run.name}`, `{task_run.task_name}`,
 * `{parameters[path]}`; camelCase and dots mean the same. Throws `TypeError` for what is no text.
 */
export function storageKeyOf(option: StorageKeyOption | undefined, parts: StorageKeyParts): string | null {
  if (option === undefined) return null;
  const key: unknown = typeof option === "function" ? option(parts) : filled(option, parts);
  if (typeof key === "string" && key !== "") return key;
  throw new TypeError(`resultStorageKey gave ${String(key)}, not a path`);
}

function filled(template: string, { parameters, taskRun, flowRun }: StorageKeyParts): string {
  const task = { ...taskRun, task_name: taskRun.taskName };
  const flow = flowRun === null ? {} : { ...flowRun, flow_name: flowRun.flowName };
  const dotted = template.replace(/\{[^{}]*\}/g, (field) => field.replace(/\[["']?([^\]"']+)["']?\]/g, ".$1"));
  return fillTemplate(dotted, { parameters, task_run: task, taskRun: task, flow_run: flow, flowRun: flow });
}
