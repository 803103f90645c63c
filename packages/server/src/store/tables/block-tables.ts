import type { JsonObject } from "@tutti/core/json-object";
import type { Flag, JsonText, Stored } from "./stored.ts";

export interface BlockTypeTable extends Stored {
  name: string;
  /** Unique. */
  slug: string;
  logo_url: string | null;
  documentation_url: string | null;
  /** As HTML text. */
  description: string | null;
  code_example: string | null;
  is_protected: Flag;
}

export interface BlockSchemaTable extends Stored {
  block_type_id: string;
  /** Unique with the version. */
  checksum: string;
  /** JSON: without what belongs to nested blocks, which is put back when it is read. */
  fields: JsonText<JsonObject>;
  capabilities: JsonText<string[]>;
  version: string;
}

/** A block schema under a field of another. */
export interface BlockSchemaReferenceTable extends Stored {
  parent_block_schema_id: string;
  reference_block_schema_id: string;
  name: string;
}

export interface BlockDocumentTable extends Stored {
  block_type_id: string;
  block_schema_id: string;
  /** As it was when the document was made: lists are sorted by it. */
  block_type_name: string;
  /** Unique for its type. */
  name: string;
  /** Sealed JSON: without the blocks nested in it. */
  data: string;
  /** Of the key that `data` is sealed with. */
  key_id: string;
  is_anonymous: Flag;
}

/** A block document under a field of another. */
export interface BlockDocumentReferenceTable extends Stored {
  parent_block_document_id: string;
  reference_block_document_id: string;
  /** Unique in its parent. */
  name: string;
}
