import type { Instant } from "@tutti/core/instant";
import type { ConcurrencyOptions, Deployment } from "@tutti/core/wire/deployment";
import type { Schedule } from "@tutti/core/wire/schedule";
import type { JsonObject } from "@tutti/core/json-object";
import type { Flag, JsonText, Labels, Stored, Tags } from "./stored.ts";

export interface DeploymentTable extends Stored {
  flow_id: string;
  /** Unique for its flow. */
  name: string;
  version: string | null;
  description: string | null;
  paused: Flag;
  tags: JsonText<Tags>;
  labels: JsonText<Labels> | null;
  parameters: JsonText<JsonObject>;
  parameter_openapi_schema: JsonText<JsonObject> | null;
  enforce_parameter_schema: Flag;
  job_variables: JsonText<JsonObject>;
  pull_steps: JsonText<JsonObject[]> | null;
  path: string | null;
  entrypoint: string | null;
  storage_document_id: string | null;
  infrastructure_document_id: string | null;
  work_queue_id: string | null;
  work_queue_name: string | null;
  /** The limit of how many of its runs may be under way: its own, `deployment:<id>`, or one that is shared. */
  concurrency_limit_id: string | null;
  concurrency_options: JsonText<ConcurrencyOptions> | null;
  last_polled: Instant | null;
  status: "READY" | "NOT_READY";
  created_by: JsonText<Deployment["created_by"]> | null;
  updated_by: JsonText<Deployment["updated_by"]> | null;
}

export interface DeploymentScheduleTable extends Stored {
  deployment_id: string;
  /** JSON: an interval, a cron or an rrule, as it is answered. */
  schedule: JsonText<Schedule>;
  active: Flag;
  max_scheduled_runs: number | null;
  parameters: JsonText<JsonObject>;
  /** Unique for its deployment. */
  slug: string | null;
}
