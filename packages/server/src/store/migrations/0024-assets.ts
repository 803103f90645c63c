import type { Migration } from "./migration.ts";

/**
 * Assets as events tell of them, and what is made from what. They outlive the events; those of which nothing was told
 * since are not there.
 */
export const assets: Migration = {
  number: 24,
  name: "assets",
  statements: ({ text, keyTable }) => [
    `create table asset (key ${text} primary key, name ${text}, description ${text}, url ${text}, owners ${text} not null,
      seen_at bigint not null, made_at bigint, failed_at bigint, flow_run_id ${text}, task_run_id ${text},
      failed_flow_run_id ${text}, made_by ${text})`,
    `create index asset_seen on asset (seen_at, key)`,
    `create table asset_source (key ${text} not null, source_key ${text} not null, seen_at bigint not null,
      primary key (key, source_key))${keyTable}`,
    `create index asset_source_source on asset_source (source_key, key)`,
  ],
};
