import type { Migration } from "./migration.ts";

export const automationTriggers: Migration = {
  number: 12,
  name: "automation-triggers",
  statements({ text }) {
    const ofAutomation = `automation_id ${text} not null references automation (id) on delete cascade`;
    return [
      `create index automation_enabled on automation (id) where enabled = 1`,
      `create table automation_bucket (trigger_id ${text} not null, key ${text} not null, ${ofAutomation},
        start bigint not null, "end" bigint not null, count integer not null, last_event ${text},
        primary key (trigger_id, key))`,
      `create index automation_bucket_automation on automation_bucket (automation_id)`,
      `create index automation_bucket_ending on automation_bucket (trigger_id, "end", key)`,
      `create index automation_bucket_end on automation_bucket ("end")`,
      `create table automation_collection (trigger_id ${text} primary key, ${ofAutomation}, firings ${text} not null)`,
      `create index automation_collection_automation on automation_collection (automation_id)`,
      `create table held_event (id ${text} primary key, follows ${text} not null, occurred bigint not null,
        event ${text} not null)`,
      `create table automation_invocation (id ${text} primary key, created bigint not null, invocation ${text} not null,
        taken_at bigint)`,
      `create index automation_invocation_taken on automation_invocation (taken_at)`,
    ];
  },
};
