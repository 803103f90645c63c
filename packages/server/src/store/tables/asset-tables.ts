import type { Instant } from "@tutti/core/instant";
import type { JsonText } from "./stored.ts";

/** Data that runs make, by its key, as the events told of it. */
export interface AssetTable {
  key: string;
  name: string | null;
  description: string | null;
  url: string | null;
  owners: JsonText<readonly string[]>;
  /** When anything was told of it last. */
  seen_at: Instant;
  made_at: Instant | null;
  failed_at: Instant | null;
  /** The run that made it last, and the one that failed to. */
  flow_run_id: string | null;
  task_run_id: string | null;
  failed_flow_run_id: string | null;
  made_by: string | null;
}

/** That an asset was made from another one. */
export interface AssetSourceTable {
  key: string;
  source_key: string;
  seen_at: Instant;
}
