import type { Migration } from "./migration.ts";
import { storedColumns } from "./stored-columns.ts";

export const workPools: Migration = {
  number: 2,
  name: "work-pools",
  statements({ text }) {
    const stored = storedColumns(text);
    return [
      `create table work_pool (${stored}, name ${text} not null unique, description ${text}, type ${text} not null,
        base_job_template ${text} not null, is_paused integer not null, concurrency_limit integer,
        default_queue_id ${text}, storage_configuration ${text} not null, status ${text})`,
      `create index work_pool_type on work_pool (type)`,
      `create table work_queue (${stored}, work_pool_id ${text} not null references work_pool (id) on delete cascade,
        name ${text} not null, description ${text}, is_paused integer not null, concurrency_limit integer,
        priority integer not null, filter ${text}, last_polled bigint, status ${text} not null)`,
      `create unique index work_queue_name on work_queue (work_pool_id, name)`,
      `create index work_queue_priority on work_queue (work_pool_id, priority)`,
      `create table worker (${stored}, work_pool_id ${text} not null references work_pool (id) on delete cascade,
        name ${text} not null, last_heartbeat_time bigint not null, heartbeat_interval_seconds integer,
        status ${text} not null)`,
      `create unique index worker_name on worker (work_pool_id, name)`,
      `create index worker_heartbeat on worker (work_pool_id, last_heartbeat_time)`,
      `create index flow_run_queue on flow_run (work_queue_id, state_type, next_scheduled_start_time)
        where work_queue_id is not null`,
    ];
  },
};
