import { hash } from "node:crypto";
import { ApiError } from "@tutti/core/errors";
import type { JsonObject } from "@tutti/core/json-object";
import {
  type BlockData,
  blocksOfDefaults,
  checkGivenVariables,
  checkJobDefaults,
  checkJobVariables,
} from "@tutti/core/parameters/job-variables";
import { uuid } from "@tutti/core/wire/primitives";
import type { Deps } from "../../deps.ts";
import { readBlockDocument } from "../../store/queries/blocks/read-block-document.ts";
import { prepared } from "../../store/prepared.ts";
import { fromJson } from "../../store/rows/json-column.ts";
import type { DeploymentTable } from "../../store/tables/deployment-tables.ts";
import type { WorkPoolTable } from "../../store/tables/work-pool-tables.ts";
import type { Tx } from "../command.ts";

/** Refuses variables that the template of the deployment's pool does not allow; without a pool there is none to ask. */
export async function requireJobVariables(
  tx: Tx,
  deps: Deps,
  deployment: Pick<DeploymentTable, "work_queue_id" | "job_variables">,
  own: JsonObject | null | undefined,
  doing: string,
): Promise<void> {
  const template = await templateOf(tx, deployment.work_queue_id);
  if (template === null) return;
  const texts = hash("sha256", JSON.stringify([template, deployment.job_variables, own ?? {}]));
  if (allowed.has(texts)) return;
  const layers = [fromJson(deployment.job_variables), own ?? {}];
  const read = fromJson(template);
  await refuseFlaw(tx, deps, read, layers, { doing, ignoresRequired: false });
  if (blocksOfDefaults(read).length > 0) return;
  if (allowed.size >= ALLOWED_MAX) allowed.clear();
  allowed.add(texts);
}

/** What was found to be allowed, where no block has a part in it: the runs of a deployment say the same again and again. */
const allowed = new Set<string>();
const ALLOWED_MAX = 1000;

/** The same of a new deployment's variables alone: what they lack, a run may bring. */
export async function requireDeploymentVariables(
  tx: Tx,
  deps: Deps,
  poolName: string,
  variables: JsonObject | null | undefined,
): Promise<void> {
  if (!variables || Object.keys(variables).length === 0) return;
  const template = await templateNamed(tx, poolName);
  if (template === null) return;
  await refuseFlaw(tx, deps, template, [variables], { doing: "creating deployment", ignoresRequired: true });
}

/** Variables that a deployment gets together with a pool are judged by themselves, and are a conflict. */
export async function requireChangedVariables(tx: Tx, poolName: string, variables: JsonObject): Promise<void> {
  const template = await templateNamed(tx, poolName);
  const flaw = template === null ? null : checkGivenVariables(template, variables);
  if (flaw !== null) throw new ApiError("conflict", `Error updating deployment: ${flaw.reason}`);
}

/** Refuses a template whose own defaults are not as its variables are declared. */
export async function requireJobDefaults(tx: Tx, deps: Deps, template: JsonObject): Promise<void> {
  const flaw = checkJobDefaults(template, await blocksOf(tx, deps, template));
  if (flaw === null) return;
  const said = flaw.kind === "schema" ? "" : "Validation failed for work pool's job variable defaults: ";
  throw new ApiError("invalid_request", `${said}${flaw.reason}`);
}

async function templateNamed(tx: Tx, poolName: string): Promise<JsonObject | null> {
  const pool = await tx
    .selectFrom("work_pool")
    .select("base_job_template")
    .where("name", "=", poolName)
    .executeTakeFirst();
  return pool === undefined ? null : fromJson(pool.base_job_template);
}

const poolOfQueue = prepared<{ id: string }, Pick<WorkPoolTable, "base_job_template">>((db, param) =>
  db
    .selectFrom("work_queue")
    .innerJoin("work_pool", "work_pool.id", "work_queue.work_pool_id")
    .select("work_pool.base_job_template")
    .where("work_queue.id", "=", param("id")),
);

async function templateOf(tx: Tx, queueId: string | null): Promise<WorkPoolTable["base_job_template"] | null> {
  if (queueId === null) return null;
  const [pool] = await poolOfQueue(tx, { id: queueId });
  return pool?.base_job_template ?? null;
}

/** What the blocks hold that stand for defaults, secrets masked. Throws `not_found` when one is not there. */
async function blocksOf(tx: Tx, deps: Deps, template: JsonObject): Promise<BlockData> {
  const blocks = new Map<string, unknown>();
  for (const written of blocksOfDefaults(template)) {
    const id = uuid.safeParse(written);
    const document = id.success ? await readBlockDocument(tx, deps, { id: id.data }) : null;
    if (document === null) throw new ApiError("not_found", "Block not found.");
    blocks.set(written, document.data);
  }
  return blocks;
}

async function refuseFlaw(
  tx: Tx,
  deps: Deps,
  template: JsonObject,
  layers: readonly JsonObject[],
  { doing, ignoresRequired }: { doing: string; ignoresRequired: boolean },
): Promise<void> {
  const blocks = await blocksOf(tx, deps, template);
  const flaw = checkJobVariables(template, layers, { ignoresRequired, blocks });
  if (flaw === null) return;
  throw new ApiError("invalid_request", flaw.kind === "schema" ? flaw.reason : `Error ${doing}: ${flaw.reason}`);
}
