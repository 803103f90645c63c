import { formatInstant } from "@tutti/core/instant";
import type { BlockType } from "@tutti/core/wire/block-type";
import type { BlockTypeTable } from "../tables/block-tables.ts";

export function blockTypeFromRow(row: BlockTypeTable): BlockType {
  return {
    id: row.id,
    created: formatInstant(row.created),
    updated: formatInstant(row.updated),
    name: row.name,
    slug: row.slug,
    logo_url: row.logo_url,
    documentation_url: row.documentation_url,
    description: row.description,
    code_example: row.code_example,
    is_protected: row.is_protected === 1,
  };
}
