import type { ColumnTypes, Migration } from "./migration.ts";
import { storedColumns } from "./stored-columns.ts";

/**
 * The tables of `tables.ts`, and the indexes of the lists, sorts and filters of the protocol. An index ends in `id`
 * where many rows share a value: lists break ties by id, and would otherwise sort all those rows for one page.
 */
export const initial: Migration = {
  number: 1,
  name: "initial",
  statements: (types) => [
    ...flowTables(types),
    ...taskTables(types),
    ...runObjectTables(types),
    ...serverTables(types),
  ],
};

/** What flow runs and task runs have in common. */
function runColumns(text: string): string {
  return `state_id ${text}, state_type ${text}, state_name ${text}, state_timestamp bigint,
    run_count integer not null, expected_start_time bigint, next_scheduled_start_time bigint,
    start_time bigint, end_time bigint, total_run_micros bigint not null`;
}

function stateColumns(text: string): string {
  return `id ${text} primary key, created bigint not null, type ${text} not null, name ${text} not null,
    timestamp bigint not null, message ${text}, state_details ${text} not null, data ${text}`;
}

function flowTables({ text, nullsFirst, indexesLongText }: ColumnTypes): string[] {
  const stored = storedColumns(text);
  const start = `coalesce(start_time, expected_start_time) ${nullsFirst}`;
  return [
    `create table flow (${stored}, name ${text} not null unique, tags ${text} not null, labels ${text})`,
    `create index flow_created on flow (created)`,
    `create index flow_updated on flow (updated)`,
    `create table flow_run (${stored}, name ${text} not null,
        flow_id ${text} not null references flow (id) on delete cascade,
        flow_version ${text}, deployment_id ${text}, deployment_version ${text},
        work_queue_id ${text}, work_queue_name ${text}, parent_task_run_id ${text},
        parameters ${text} not null, context ${text} not null, empirical_policy ${text} not null,
        job_variables ${text}, tags ${text} not null, labels ${text} not null, idempotency_key ${text},
        auto_scheduled integer not null, infrastructure_document_id ${text}, infrastructure_pid ${text},
        created_by_id ${text}, created_by_type ${text}, created_by_display_value ${text},
        recovery_count integer not null, ${runColumns(text)}, lease_run_id ${text}, lease_owner ${text}, lease_epoch integer not null, lease_expires_at bigint)`,
    `create unique index flow_run_idempotency on flow_run (flow_id, idempotency_key)`,
    `create index flow_run_start on flow_run (${start})`,
    `create index flow_run_expected on flow_run (expected_start_time ${nullsFirst})`,
    `create index flow_run_next on flow_run (next_scheduled_start_time ${nullsFirst}, id)`,
    `create index flow_run_ended on flow_run (end_time ${nullsFirst}, id)`,
    `create index flow_run_name on flow_run (name, id)`,
    ...(indexesLongText ? [`create index flow_run_tags on flow_run (tags, id) where tags <> '[]'`] : []),
    `create index flow_run_duration on flow_run (total_run_micros, id)`,
    `create index flow_run_state_type on flow_run (state_type, ${start})`,
    `create index flow_run_state_name on flow_run (state_name, next_scheduled_start_time)`,
    `create index flow_run_flow on flow_run (flow_id, ${start})`,
    `create index flow_run_deployment on flow_run (deployment_id) where deployment_id is not null`,
    `create index flow_run_parent on flow_run (parent_task_run_id) where parent_task_run_id is not null`,
    `create index flow_run_lease on flow_run (lease_expires_at) where lease_expires_at is not null`,
    `create index flow_run_covered on flow_run (lease_run_id) where lease_run_id is not null`,
    `create table flow_run_state (${stateColumns(text)},
        flow_run_id ${text} not null references flow_run (id) on delete cascade)`,
    `create unique index flow_run_state_order on flow_run_state (flow_run_id, timestamp)`,
  ];
}

function taskTables({ text, nullsFirst }: ColumnTypes): string[] {
  const stored = storedColumns(text);
  return [
    `create table task_run (${stored}, name ${text} not null,
        flow_run_id ${text} references flow_run (id) on delete cascade,
        task_key ${text} not null, dynamic_key ${text} not null, cache_key ${text}, cache_expiration bigint,
        task_version ${text}, empirical_policy ${text} not null, task_inputs ${text} not null,
        tags ${text} not null, labels ${text} not null, flow_run_run_count integer not null,
        ${runColumns(text)}, lease_epoch integer not null)`,
    `create unique index task_run_natural_key on task_run (flow_run_id, task_key, dynamic_key)`,
    `create index task_run_started on task_run (start_time)`,
    `create index task_run_expected on task_run (expected_start_time ${nullsFirst})`,
    `create index task_run_next on task_run (next_scheduled_start_time ${nullsFirst}, id)`,
    `create index task_run_ended on task_run (end_time ${nullsFirst}, id)`,
    `create index task_run_name on task_run (name, id)`,
    `create table task_run_state (${stateColumns(text)},
        task_run_id ${text} not null references task_run (id) on delete cascade)`,
    `create index task_run_state_order on task_run_state (task_run_id, timestamp)`,
    `create table task_run_state_cache (id ${text} primary key, created bigint not null,
        cache_key ${text} not null, cache_expiration bigint,
        task_run_state_id ${text} not null references task_run_state (id) on delete cascade)`,
    `create index task_run_state_cache_key on task_run_state_cache (cache_key, created)`,
    `create index task_run_state_cache_state on task_run_state_cache (task_run_state_id)`,
  ];
}

/** What runs leave behind and are given. */
function runObjectTables({ text }: ColumnTypes): string[] {
  const stored = storedColumns(text);
  const artifact = `type ${text}, description ${text}, data ${text}, metadata_ ${text},
    flow_run_id ${text}, task_run_id ${text}`;
  return [
    `create table log (${stored}, name ${text} not null, level integer not null, message ${text} not null,
        timestamp bigint not null, flow_run_id ${text}, task_run_id ${text})`,
    `create index log_flow_run on log (flow_run_id, timestamp) where flow_run_id is not null`,
    `create index log_task_run on log (task_run_id, timestamp) where task_run_id is not null`,
    `create index log_timestamp on log (timestamp)`,
    `create table artifact (${stored}, key ${text}, ${artifact})`,
    `create index artifact_key on artifact (key, created) where key is not null`,
    `create index artifact_flow_run on artifact (flow_run_id) where flow_run_id is not null`,
    `create index artifact_task_run on artifact (task_run_id) where task_run_id is not null`,
    `create table artifact_collection (${stored}, key ${text} not null unique, latest_id ${text} not null, ${artifact})`,
    `create table flow_run_input (${stored},
        flow_run_id ${text} not null references flow_run (id) on delete cascade,
        key ${text} not null, value ${text} not null, sender ${text})`,
    `create unique index flow_run_input_key on flow_run_input (flow_run_id, key)`,
    `create table event (id ${text} primary key, occurred bigint not null, received bigint not null,
        event ${text} not null, resource_id ${text} not null, resource ${text} not null, related ${text} not null,
        payload ${text} not null, follows ${text})`,
    `create index event_occurred on event (occurred)`,
  ];
}

function serverTables({ text }: ColumnTypes): string[] {
  const stored = storedColumns(text);
  return [
    `create table variable (${stored}, name ${text} not null unique, value ${text} not null, tags ${text} not null)`,
    `create table csrf_token (${stored}, token ${text} not null, client ${text} not null unique,
        expiration bigint not null)`,
    `create table configuration (${stored}, key ${text} not null unique, value ${text} not null)`,
  ];
}
