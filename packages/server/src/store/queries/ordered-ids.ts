import { sql, type Kysely, type RawBuilder } from "kysely";
import { dialectOf, testOnly } from "../dialect.ts";
import { combine, type Condition } from "../filters/condition.ts";
import type { Database } from "../tables.ts";
import type { Access } from "./access.ts";

/** An order by a key, ties by id in the same direction: total, so that pages neither repeat nor skip a row. */
export interface RowOrder {
  readonly key: RawBuilder<unknown>;
  readonly direction: "asc" | "desc";
  /** NULL stands before every value, in both databases. */
  readonly isNullable?: true;
  /** The key is the start, which several indexes have beneath another column. */
  readonly isByStart?: true;
}

interface Selection {
  readonly access: Access;
  readonly scope: Condition;
  /** Conditions on the order's key, which its index answers. */
  readonly within: readonly Condition[];
  readonly order: RowOrder;
  readonly limit: number;
  readonly offset: number;
}

export interface OrderedId {
  readonly id: string;
  readonly key: number | string | null;
}

/** Ids of a page, in order, each with its key. */
export async function orderedIds(
  db: Kysely<Database>,
  table: "flow_run" | "task_run",
  selection: Selection,
): Promise<OrderedId[]> {
  const { order, limit, offset } = selection;
  const parts = partsOf(selection);
  const [only] = parts;
  const query =
    parts.length === 1 && only !== undefined
      ? sql`${select(db, table, only, selection)} limit ${limit} offset ${offset}`
      : sql`select id, key from (${merged(db, table, parts, selection)}) as merged
          order by ${inOrder(sql.ref("key"), sql.ref("id"), order)} limit ${limit} offset ${offset}`;
  return (await sql<OrderedId>`${query}`.execute(db)).rows;
}

/** How rows are sorted, said so that an index can be read in that order. */
export function inOrder(
  key: RawBuilder<unknown>,
  id: RawBuilder<unknown>,
  { direction, isNullable }: RowOrder,
): RawBuilder<unknown> {
  if (isNullable !== true) return direction === "asc" ? sql`${key} asc, ${id} asc` : sql`${key} desc, ${id} desc`;
  return direction === "asc" ? sql`${key} asc nulls first, ${id} asc` : sql`${key} desc nulls last, ${id} desc`;
}

/** The rows in parts, each of which an index has in order; one part when it is the whole. */
function partsOf({ access, order, within }: Selection): Condition[] {
  if (access.kind === "fetch") return [access.condition];
  const parts = order.isByStart === true ? (access.inStartOrder ?? []) : [];
  return parts.length === 0 ? [combine("and_", within)] : parts.map((part) => combine("and_", [part, ...within]));
}

function merged(db: Kysely<Database>, table: string, parts: readonly Condition[], selection: Selection) {
  const { limit, offset } = selection;
  const branches = parts.map(
    (part) => sql`select * from (${select(db, table, part, selection)} limit ${limit + offset}) as branch`,
  );
  return sql.join(branches, sql` union all `);
}

function select(db: Kysely<Database>, table: string, part: Condition, { access, scope, within, order }: Selection) {
  const id = sql.ref(`${table}.id`);
  // Rows that are fetched by another index than the order's are only tested against the bounds of the order.
  const tested = access.kind === "fetch" ? combine("and_", [scope, ...within]) : scope;
  return sql`select ${id} as id, ${order.key} as key from ${sql.table(table)}
    where ${part} and ${testOnly(dialectOf(db), tested)} order by ${inOrder(order.key, id, order)}`;
}
