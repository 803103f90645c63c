import type { Automation, AutomationCreate } from "@tutti/core/wire/automation";
import type { Deps } from "../../deps.ts";
import { automationFromRow } from "../../store/rows/automation-row.ts";
import { toJson } from "../../store/rows/json-column.ts";
import { checkRunDeployments } from "../deployments/check-run-deployments.ts";
import type { Outcome, Tx } from "../command.ts";
import { automationColumns } from "./automation-columns.ts";
import { emitAutomationEvent } from "./automation-event.ts";
import { noteDeployments, noteOwner } from "./automation-resources.ts";
import { beginToWatch } from "./automation-triggers.ts";

export async function createAutomation(tx: Tx, deps: Deps, params: AutomationCreate): Promise<Outcome<Automation>> {
  await checkRunDeployments(tx, params.actions);
  if (params.enabled !== false) await beginToWatch(tx);
  const now = deps.now();
  const row = await tx
    .insertInto("automation")
    .values({
      id: deps.newId(),
      created: now,
      updated: now,
      description: "",
      enabled: 1,
      tags: toJson([]),
      actions_on_trigger: toJson([]),
      actions_on_resolve: toJson([]),
      ...automationColumns(params, deps),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await noteDeployments(tx, row.id, params.actions);
  if (params.owner_resource) await noteOwner(tx, row.id, params.owner_resource);
  await emitAutomationEvent(tx, deps, "created", row);
  return { result: automationFromRow(row) };
}
