import type { Migration } from "./migration.ts";
import { storedColumns } from "./stored-columns.ts";

export const automations: Migration = {
  number: 8,
  name: "automations",
  statements({ text }) {
    return [
      `create table automation (${storedColumns(text)}, name ${text} not null, description ${text} not null,
        enabled integer not null, tags ${text} not null, "trigger" ${text} not null, actions ${text} not null,
        actions_on_trigger ${text} not null, actions_on_resolve ${text} not null)`,
      `create index automation_name on automation (name, id)`,
      `create index automation_created on automation (created)`,
      `create index automation_updated on automation (updated)`,
      `create table automation_resource (
        automation_id ${text} not null references automation (id) on delete cascade,
        resource_id ${text} not null, is_owner integer not null, primary key (resource_id, automation_id))`,
      `create index automation_resource_automation on automation_resource (automation_id)`,
    ];
  },
};
