import type { Flow, FlowCreate } from "@tutti/core/wire/flow";
import type { Deps } from "../../deps.ts";
import { prepared } from "../../store/prepared.ts";
import { insertNew } from "../../store/row-writes.ts";
import { flowFromRow } from "../../store/rows/flow-row.ts";
import { toJson, toJsonOrNull } from "../../store/rows/json-column.ts";
import type { FlowTable } from "../../store/tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { emitFlowEvent } from "./flow-event.ts";

/** The flow of that name: made, or as it already stands. */
export async function createFlow(
  tx: Tx,
  deps: Deps,
  params: FlowCreate,
): Promise<Outcome<{ flow: Flow; created: boolean }>> {
  const standing = await flowByName(tx, params.name);
  if (standing !== undefined) return { result: { flow: flowFromRow(standing), created: false } };
  const now = deps.now();
  const row = {
    id: deps.newId(),
    created: now,
    updated: now,
    name: params.name,
    tags: toJson(params.tags),
    labels: params.labels === undefined ? toJson({}) : toJsonOrNull(params.labels),
  };
  if (!(await insertNew(tx, "flow", row))) {
    // Somebody else made it in between.
    return { result: { flow: flowFromRow((await flowByName(tx, params.name)) ?? row), created: false } };
  }
  const flow = flowFromRow(row);
  await emitFlowEvent(tx, deps, "created", flow);
  return { result: { flow, created: true } };
}

const flowsByName = prepared<{ name: string }, FlowTable>((db, param) =>
  db.selectFrom("flow").selectAll().where("name", "=", param("name")),
);

async function flowByName(tx: Tx, name: string): Promise<FlowTable | undefined> {
  const [flow] = await flowsByName(tx, { name });
  return flow;
}
