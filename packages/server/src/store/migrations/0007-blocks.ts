import type { Migration } from "./migration.ts";
import { storedColumns } from "./stored-columns.ts";

export const blocks: Migration = {
  number: 7,
  name: "blocks",
  statements({ text }) {
    const stored = storedColumns(text);
    const owned = `block_type_id ${text} not null references block_type (id) on delete cascade`;
    return [
      `create table block_type (${stored}, name ${text} not null, slug ${text} not null, logo_url ${text},
        documentation_url ${text}, description ${text}, code_example ${text}, is_protected integer not null)`,
      `create unique index block_type_slug on block_type (slug)`,
      `create index block_type_sorted_by_name on block_type (name, id)`,
      `create table block_schema (${stored}, ${owned}, checksum ${text} not null, fields ${text} not null,
        capabilities ${text} not null, version ${text} not null)`,
      `create unique index block_schema_checksum on block_schema (checksum, version)`,
      `create index block_schema_type on block_schema (block_type_id)`,
      `create index block_schema_created on block_schema (created, id)`,
      `create table block_schema_reference (${stored},
        parent_block_schema_id ${text} not null references block_schema (id) on delete cascade,
        reference_block_schema_id ${text} not null references block_schema (id) on delete cascade,
        name ${text} not null)`,
      `create unique index block_schema_reference_parent
        on block_schema_reference (parent_block_schema_id, name, reference_block_schema_id)`,
      `create index block_schema_reference_nested on block_schema_reference (reference_block_schema_id)`,
      `create table block_document (${stored}, ${owned},
        block_schema_id ${text} not null references block_schema (id) on delete cascade,
        block_type_name ${text} not null, name ${text} not null, data ${text} not null, key_id ${text} not null,
        is_anonymous integer not null)`,
      `create unique index block_document_name on block_document (block_type_id, name)`,
      `create index block_document_sorted_by_name on block_document (name, id)`,
      `create index block_document_sorted_by_type on block_document (block_type_name, name, id)`,
      `create index block_document_schema on block_document (block_schema_id)`,
      `create index block_document_key on block_document (key_id)`,
      `create table block_document_reference (${stored},
        parent_block_document_id ${text} not null references block_document (id) on delete cascade,
        reference_block_document_id ${text} not null references block_document (id) on delete cascade,
        name ${text} not null)`,
      `create unique index block_document_reference_parent
        on block_document_reference (parent_block_document_id, name)`,
      `create index block_document_reference_nested on block_document_reference (reference_block_document_id)`,
    ];
  },
};
