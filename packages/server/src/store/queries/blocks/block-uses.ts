import type { BlockUse } from "@tutti/core/wire/block-uses";
import { type Kysely, sql, type RawBuilder } from "kysely";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";
import { readResultStorage } from "../settings/read-result-storage.ts";

const EACH_MAX = 200;

interface Named {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/**
 * What would miss a block that was deleted; null when there is none. Objects that name it in text (`{{
 * prefect.blocks.slug.name }}`, or its id) are found by reading what they say: an index of that would cost every write,
 * and somebody who looks at one block waits for it once.
 */
export async function blockUses(db: Kysely<Database>, deps: Deps, { id }: { id: string }): Promise<BlockUse[] | null> {
  const block = await db
    .selectFrom("block_document")
    .innerJoin("block_type", "block_type.id", "block_document.block_type_id")
    .select(["block_document.id", "block_type.slug", "block_document.name"])
    .where("block_document.id", "=", id)
    .executeTakeFirst();
  if (block === undefined) return null;
  return [
    ...(await byBlocks(db, id)),
    ...(await byDeployments(db, block)),
    ...(await byAutomations(db, id)),
    ...(await byWorkPools(db, block)),
    ...(await byResultStorage(db, deps, id)),
  ];
}

async function byBlocks(db: Kysely<Database>, id: string): Promise<BlockUse[]> {
  const rows = await db
    .selectFrom("block_document_reference as reference")
    .innerJoin("block_document as parent", "parent.id", "reference.parent_block_document_id")
    .select(["parent.id", "parent.name", "reference.name as as"])
    .where("reference.reference_block_document_id", "=", id)
    .orderBy("parent.name")
    .limit(EACH_MAX)
    .execute();
  return rows.map((row) => ({ kind: "block", ...row }));
}

/** Whether a JSON text names the block, as a template or by its id. */
function names({ id, slug, name }: Named, column: string): RawBuilder<boolean> {
  const text = sql.ref(column);
  const template = `prefect.blocks.${slug}.${name}`;
  const isNamed = [" ", "}", "."].map((end) => sql`${text} like ${`%${template}${end}%`}`);
  return sql<boolean>`(${text} like ${`%${id}%`} or ${sql.join(isNamed, sql` or `)})`;
}

async function byDeployments(db: Kysely<Database>, block: Named): Promise<BlockUse[]> {
  const rows = await db
    .selectFrom("deployment")
    .select(["id", "name", "storage_document_id", "infrastructure_document_id"])
    .select([
      names(block, "pull_steps").as("pulls"),
      names(block, "job_variables").as("varies"),
      names(block, "parameters").as("takes"),
    ])
    .where((eb) =>
      eb.or([
        eb("storage_document_id", "=", block.id),
        eb("infrastructure_document_id", "=", block.id),
        names(block, "pull_steps"),
        names(block, "job_variables"),
        names(block, "parameters"),
      ]),
    )
    .orderBy("name")
    .orderBy("id")
    .limit(EACH_MAX)
    .execute();
  return rows.map((row) => ({ kind: "deployment", id: row.id, name: row.name, as: placeIn(row, block.id) }));
}

interface Places {
  readonly storage_document_id: string | null;
  readonly infrastructure_document_id: string | null;
  readonly pulls: unknown;
  readonly varies: unknown;
}

function placeIn(row: Places, id: string): string {
  if (row.storage_document_id === id) return "storage";
  if (row.infrastructure_document_id === id) return "infrastructure";
  if (isTrue(row.pulls)) return "pull steps";
  return isTrue(row.varies) ? "job variables" : "parameters";
}

/** SQLite has no booleans. */
function isTrue(value: unknown): boolean {
  return value === true || value === 1;
}

async function byAutomations(db: Kysely<Database>, id: string): Promise<BlockUse[]> {
  const holds = (column: "actions" | "actions_on_trigger" | "actions_on_resolve") =>
    sql<boolean>`${sql.ref(column)} like ${`%${id}%`}`;
  const rows = await db
    .selectFrom("automation")
    .select(["id", "name"])
    .where((eb) => eb.or([holds("actions"), holds("actions_on_trigger"), holds("actions_on_resolve")]))
    .orderBy("name")
    .orderBy("id")
    .limit(EACH_MAX)
    .execute();
  return rows.map((row) => ({ kind: "automation", ...row, as: "action" }));
}

async function byWorkPools(db: Kysely<Database>, block: Named): Promise<BlockUse[]> {
  const rows = await db
    .selectFrom("work_pool")
    .select(["id", "name"])
    .select(names(block, "base_job_template").as("templates"))
    .where((eb) => eb.or([names(block, "base_job_template"), names(block, "storage_configuration")]))
    .orderBy("name")
    .limit(EACH_MAX)
    .execute();
  return rows.map(({ templates, ...row }) => ({
    kind: "work-pool",
    ...row,
    as: isTrue(templates) ? "job template" : "storage",
  }));
}

async function byResultStorage(db: Kysely<Database>, deps: Deps, id: string): Promise<BlockUse[]> {
  const { default_result_storage_block_id: chosen } = await readResultStorage(db, deps, null);
  return chosen === id ? [{ kind: "result-storage", id: null, name: "Results", as: "default storage" }] : [];
}
