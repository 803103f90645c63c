import { identify } from "@tutti/core/automation/trigger-tree";
import type { AutomationUpdate } from "@tutti/core/wire/automation";
import type { Deps } from "../../deps.ts";
import { toJson } from "../../store/rows/json-column.ts";
import type { AutomationTable } from "../../store/tables/automation-tables.ts";

type Columns = Pick<AutomationTable, "name" | "trigger" | "actions"> & Partial<AutomationTable>;

/** What a request says of an automation, as columns. Its triggers are new ones, whatever ids they came with. */
export function automationColumns(given: AutomationUpdate, deps: Deps): Columns {
  const { description, enabled, tags, actions_on_trigger, actions_on_resolve } = given;
  return {
    name: given.name,
    trigger: toJson(identify(given.trigger, deps.newId)),
    actions: toJson(given.actions),
    ...(description === undefined ? {} : { description }),
    ...(enabled === undefined ? {} : { enabled: enabled ? 1 : 0 }),
    ...(tags === undefined ? {} : { tags: toJson(tags) }),
    ...(actions_on_trigger === undefined ? {} : { actions_on_trigger: toJson(actions_on_trigger) }),
    ...(actions_on_resolve === undefined ? {} : { actions_on_resolve: toJson(actions_on_resolve) }),
  };
}
