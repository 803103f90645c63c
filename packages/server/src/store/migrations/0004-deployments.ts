import type { Migration } from "./migration.ts";
import { storedColumns } from "./stored-columns.ts";

export const deployments: Migration = {
  number: 4,
  name: "deployments",
  statements({ text }) {
    const stored = storedColumns(text);
    return [
      `create table deployment (${stored}, flow_id ${text} not null references flow (id) on delete cascade,
        name ${text} not null, version ${text}, description ${text}, paused integer not null, tags ${text} not null,
        labels ${text}, parameters ${text} not null, parameter_openapi_schema ${text},
        enforce_parameter_schema integer not null, job_variables ${text} not null, pull_steps ${text}, path ${text},
        entrypoint ${text}, storage_document_id ${text}, infrastructure_document_id ${text},
        work_queue_id ${text} references work_queue (id) on delete set null, work_queue_name ${text},
        concurrency_limit_id ${text} references concurrency_limit (id) on delete set null,
        concurrency_options ${text}, last_polled bigint, status ${text} not null, created_by ${text}, updated_by ${text})`,
      `create unique index deployment_name on deployment (flow_id, name)`,
      `create index deployment_sorted_by_name on deployment (name, id)`,
      `create index deployment_created on deployment (created)`,
      `create index deployment_updated on deployment (updated)`,
      `create index deployment_queue on deployment (work_queue_id) where work_queue_id is not null`,
      `create table deployment_schedule (${stored},
        deployment_id ${text} not null references deployment (id) on delete cascade,
        schedule ${text} not null, active integer not null, max_scheduled_runs integer, parameters ${text} not null,
        slug ${text})`,
      `create unique index deployment_schedule_slug on deployment_schedule (deployment_id, slug)`,
    ];
  },
};
