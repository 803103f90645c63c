import { ApiError } from "@tutti/core/errors";
import type { BoundedCount } from "@tutti/core/wire/dashboard";
import { sql, type RawBuilder, type SqlBool } from "kysely";
import { z } from "zod";
import { isStorable, type Condition } from "../filters/condition.ts";
import type { RowOrder } from "./ordered-ids.ts";

// Pages that continue after the last row of the page before: as quick at the thousandth page as at the first, and
// unmoved by rows that arrive in between.

/** The key is never NULL in a page: rows without one are left out. */
export interface KeysetOrder extends RowOrder {
  readonly id: RawBuilder<unknown>;
  readonly keyType: "number" | "text";
}

type Position = readonly [key: number | string, id: string];

const text = z.string().refine(isStorable);
const positions = { number: z.tuple([z.int(), text]), text: z.tuple([text, text]) };

/** What a row of the page after the cursor must be. Throws `bad_request` for a cursor that is none of ours. */
export function afterCursor(cursor: string | null, { keyType, key, id, direction }: KeysetOrder): Condition {
  if (cursor === null) return sql<SqlBool>`${key} is not null`;
  const [lastKey, lastId] = decode(cursor, keyType);
  return direction === "asc"
    ? sql<SqlBool>`(${key} >= ${lastKey} and (${key} > ${lastKey} or ${id} > ${lastId}))`
    : sql<SqlBool>`(${key} <= ${lastKey} and (${key} < ${lastKey} or ${id} < ${lastId}))`;
}

/** Splits off the row that was read beyond the page: it tells that there is a next page. */
export function cutPage<Row extends { id: string; key: number | string | null }>(
  rows: readonly Row[],
  limit: number,
): { page: Row[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  if (rows.length <= limit || last === undefined || last.key === null) return { page, nextCursor: null };
  return { page, nextCursor: encode([last.key, last.id]) };
}

/** The total that goes with the first page, and with no other; a first page without a next one has counted itself. */
export async function totalOf(
  cursor: string | null,
  rows: number,
  nextCursor: string | null,
  count: () => Promise<BoundedCount>,
): Promise<BoundedCount | null> {
  if (cursor !== null) return null;
  return nextCursor === null ? { count: rows, is_bounded: false } : count();
}

function encode(at: Position): string {
  return Buffer.from(JSON.stringify(at)).toString("base64url");
}

function decode(cursor: string, keyType: KeysetOrder["keyType"]): Position {
  try {
    return positions[keyType].parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch {
    throw new ApiError("bad_request", "The cursor is not one this list gave.");
  }
}
