import type { BlockDocumentFilter, BlockSchemaFilter, BlockTypeFilter } from "@tutti/core/wire/block-filter";
import { expressionBuilder, sql, type SqlBool } from "kysely";
import type { DialectName } from "../dialect.ts";
import type { Database } from "../tables.ts";
import { always, combine, given, textMatches, type Condition } from "./condition.ts";
import { tagsMatch } from "./tag-conditions.ts";

const block = expressionBuilder<Database, "block_type" | "block_schema" | "block_document">();

/** What a filter asks of the table `block_type` in scope. */
export function blockTypeMatches(dialect: DialectName, filter: BlockTypeFilter): Condition {
  return combine("and_", [
    ...given(filter.name, (field) => textMatches(dialect, block.ref("block_type.name"), field)),
    ...given(filter.slug, (field) => textMatches(dialect, block.ref("block_type.slug"), field)),
  ]);
}

/** What a filter asks of the table `block_schema` in scope. */
export function blockSchemaMatches(dialect: DialectName, filter: BlockSchemaFilter): Condition {
  return combine(filter.operator, [
    ...given(filter.block_type_id, (field) => textMatches(dialect, block.ref("block_schema.block_type_id"), field)),
    ...given(filter.block_capabilities, ({ all_ }) => capable(dialect, all_)),
    ...given(filter.id, (field) => textMatches(dialect, block.ref("block_schema.id"), field)),
    ...given(filter.version, (field) => textMatches(dialect, block.ref("block_schema.version"), field)),
  ]);
}

/** What a filter asks of the table `block_document` in scope. */
export function blockDocumentMatches(dialect: DialectName, filter: BlockDocumentFilter): Condition {
  return combine(filter.operator, [
    ...given(filter.id, (field) => textMatches(dialect, block.ref("block_document.id"), field)),
    ...given(filter.is_anonymous, ({ eq_ }) => anonymity(eq_)),
    ...given(filter.block_type_id, (field) => textMatches(dialect, block.ref("block_document.block_type_id"), field)),
    ...given(filter.name, (field) => textMatches(dialect, block.ref("block_document.name"), field)),
  ]);
}

function anonymity(is: boolean | null | undefined): Condition {
  return is === null || is === undefined
    ? always
    : sql<SqlBool>`${block.ref("block_document.is_anonymous")} = ${is ? 1 : 0}`;
}

/** Capabilities are kept as tags are. */
function capable(dialect: DialectName, all_: readonly string[] | null | undefined): Condition {
  return tagsMatch(dialect, block.ref("block_schema.capabilities"), { operator: "and_", all_ });
}

/** For queries over `block_document`: filters of documents, of their types and of their schemas. */
export function blockDocumentScope(
  dialect: DialectName,
  { block_documents, block_types, block_schemas }: BlockFilters,
): Condition {
  return combine("and_", [
    block_documents === null ? anonymity(false) : blockDocumentMatches(dialect, block_documents),
    ...given(
      block_types,
      (filter) => sql<SqlBool>`exists (select 1 from block_type
        where block_type.id = block_document.block_type_id and ${blockTypeMatches(dialect, filter)})`,
    ),
    ...given(
      block_schemas,
      (filter) => sql<SqlBool>`exists (select 1 from block_schema
        where block_schema.id = block_document.block_schema_id and ${blockSchemaMatches(dialect, filter)})`,
    ),
  ]);
}

interface BlockFilters {
  readonly block_documents: BlockDocumentFilter | null;
  readonly block_types: BlockTypeFilter | null;
  readonly block_schemas: BlockSchemaFilter | null;
}
