import { formatInstant } from "@tutti/core/instant";
import type { Automation } from "@tutti/core/wire/automation";
import type { AutomationTable } from "../tables/automation-tables.ts";
import { fromJson } from "./json-column.ts";

export function automationFromRow(row: AutomationTable): Automation {
  return {
    id: row.id,
    created: formatInstant(row.created),
    updated: formatInstant(row.updated),
    name: row.name,
    description: row.description,
    enabled: row.enabled === 1,
    tags: fromJson(row.tags),
    trigger: fromJson(row.trigger),
    actions: fromJson(row.actions),
    actions_on_trigger: fromJson(row.actions_on_trigger),
    actions_on_resolve: fromJson(row.actions_on_resolve),
  };
}
