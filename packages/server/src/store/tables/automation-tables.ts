import type { Automation } from "@tutti/core/wire/automation";
import type { Flag, JsonText, Stored, Tags } from "./stored.ts";

export interface AutomationTable extends Stored {
  name: string;
  description: string;
  enabled: Flag;
  tags: JsonText<Tags>;
  trigger: JsonText<Automation["trigger"]>;
  actions: JsonText<Automation["actions"]>;
  actions_on_trigger: JsonText<Automation["actions"]>;
  actions_on_resolve: JsonText<Automation["actions"]>;
}

/** Which objects an automation has to do with: it belongs to them (a deployment's triggers), or acts on them. */
export interface AutomationResourceTable {
  automation_id: string;
  /** As in `prefect.deployment.<id>`. */
  resource_id: string;
  is_owner: Flag;
}
