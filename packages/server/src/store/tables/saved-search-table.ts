import type { SavedFilter } from "@tutti/core/wire/saved-search";
import type { JsonText, Stored } from "./stored.ts";

export interface SavedSearchTable extends Stored {
  name: string;
  filters: JsonText<SavedFilter[]>;
}
