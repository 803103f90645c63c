import type { ActionInvocation } from "@tutti/core/automation/action-invocation";
import type { Firing } from "@tutti/core/automation/firing";
import type { Instant } from "@tutti/core/instant";
import type { Automation } from "@tutti/core/wire/automation";
import type { CommittedEvent } from "../rows/event-row.ts";
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

/** What a trigger has counted so far, for one key of its `for_each`. */
export interface AutomationBucketTable {
  automation_id: string;
  trigger_id: string;
  /** The values of the `for_each` labels as JSON, or their digest where that is long. */
  key: string;
  /** The values, where `key` is their digest. */
  long_key: JsonText<string[]> | null;
  start: Instant;
  end: Instant;
  count: number;
  last_event: JsonText<CommittedEvent> | null;
}

/** The firings of its children that a composite trigger has so far. */
export interface AutomationCollectionTable {
  automation_id: string;
  trigger_id: string;
  firings: JsonText<readonly Firing<CommittedEvent>[]>;
}

/** An event that came before the one it follows, and waits for it. */
export interface HeldEventTable {
  id: string;
  follows: string;
  occurred: Instant;
  event: JsonText<CommittedEvent>;
}

/** An action that a firing asks for, until it is done or has failed. */
export interface AutomationInvocationTable {
  id: string;
  created: Instant;
  invocation: JsonText<ActionInvocation<CommittedEvent>>;
  /** Since when it is under way outside of the database; what came of it is told by whoever took it. */
  taken_at: Instant | null;
}
