import { escapeHtml } from "@tutti/core/blocks/html-text";
import type { BlockTypeUpdate } from "@tutti/core/wire/block-type";
import type { BlockTypeTable } from "../../store/tables/block-tables.ts";

type Words = Pick<BlockTypeTable, "logo_url" | "documentation_url" | "description" | "code_example">;

/** What is shown of a type, as its columns: what browsers render is escaped. Keys that are absent are left alone. */
export function wordColumns(words: BlockTypeUpdate): Partial<Words> {
  const { logo_url, documentation_url, description, code_example } = words;
  return {
    ...(logo_url === undefined ? {} : { logo_url }),
    ...(documentation_url === undefined ? {} : { documentation_url }),
    ...(description === undefined ? {} : { description: escaped(description) }),
    ...(code_example === undefined ? {} : { code_example: escaped(code_example) }),
  };
}

function escaped(text: string | null): string | null {
  return text === null ? null : escapeHtml(text);
}
