import { filterAutomations } from "@tutti/client/automations";
import { readBlockDocumentByName } from "@tutti/client/block-documents";
import { readDeploymentByName } from "@tutti/client/deployments";
import type { ApiClient } from "@tutti/client/http";
import { isNotFound } from "@tutti/client/response-error";
import { readWorkPool } from "@tutti/client/work-pools";
import { readWorkQueue } from "@tutti/client/work-queues";
import { TuttiError } from "@tutti/core/errors";
import type { Automation } from "@tutti/core/wire/automation";
import type { Block } from "../blocks/block.ts";

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

export function isId(text: string): boolean {
  return UUID.test(text);
}

/** Of `flow/deployment`, or the id itself. Rejects with `not_found`. */
export function deploymentId(api: ApiClient, name: string): Promise<string> {
  const [flow, deployment] = inTwo(name, "a deployment is named flow/deployment");
  return idOf(name, `deployment ${name}`, () => readDeploymentByName(api, flow, deployment));
}

/** Rejects with `not_found`. */
export function workPoolId(api: ApiClient, name: string): Promise<string> {
  return idOf(name, `work pool ${name}`, () => readWorkPool(api, name));
}

/** Of `pool/queue`, or the id itself. Rejects with `not_found`. */
export function workQueueId(api: ApiClient, name: string): Promise<string> {
  const [pool, queue] = inTwo(name, "a work queue is named pool/queue");
  return idOf(name, `work queue ${name}`, () => readWorkQueue(api, pool, queue));
}

/** Rejects with `not_found`, `ambiguous_name`. */
export function automationId(api: ApiClient, name: string): Promise<string> {
  return idOf(name, `automation ${name}`, () => automationNamed(api, name));
}

/** Rejects with `not_found`, and with `ambiguous_name` when several are called so. */
export async function automationNamed(api: ApiClient, name: string): Promise<Automation> {
  const [found, ...others] = await filterAutomations(api, { automations: { name: { any_: [name] } } });
  if (found === undefined) throw new TuttiError("not_found", `There is no automation "${name}".`);
  if (others.length === 0) return found;
  throw new TuttiError("ambiguous_name", `${others.length + 1} automations are called "${name}"`);
}

/** Of a block that is saved, `slug/name`, or the id itself. Rejects with `not_found`, `invalid_block`. */
export async function blockId(api: ApiClient, block: string | Block): Promise<string> {
  if (typeof block !== "string") {
    if (block.documentId !== null) return block.documentId;
    throw new TuttiError("invalid_block", "a block must be saved before an automation can name it");
  }
  const [slug, name] = inTwo(block, "a block is named slug/name");
  return idOf(block, `block ${block}`, () => readBlockDocumentByName(api, slug, name));
}

function inTwo(name: string, rule: string): readonly [string, string] {
  const [first, second, ...rest] = name.split("/");
  if (isId(name)) return [name, ""];
  if (first !== undefined && second !== undefined && rest.length === 0) return [first, second];
  throw new TuttiError("not_found", `${rule}, not "${name}".`);
}

async function idOf(name: string, what: string, read: () => Promise<{ readonly id: string }>): Promise<string> {
  if (isId(name)) return name;
  try {
    return (await read()).id;
  } catch (error) {
    if (isNotFound(error)) throw new TuttiError("not_found", `There is no ${what}.`, { cause: error });
    throw error;
  }
}
