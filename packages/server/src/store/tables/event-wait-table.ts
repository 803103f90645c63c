import type { ResourceSpecification } from "@tutti/core/wire/event-filter";
import type { JsonText } from "./stored.ts";

/** What event a run waits for, and whether it has come. */
export interface EventWaitTable {
  flow_run_id: string;
  /** Which of its waits. */
  number: number;
  event: string;
  resource: JsonText<ResourceSpecification>;
  is_found: number;
}
