import { flowCreate, type FlowCreate } from "@tutti/core/wire/flow";
import { flowRunCreate, type FlowRunCreate } from "@tutti/core/wire/flow-run";
import { stateCreate, type StateCreate } from "@tutti/core/wire/state";
import { taskRunCreate, type TaskRunCreate } from "@tutti/core/wire/task-run";
import type { z } from "zod";
import type { Store } from "../../src/store/store.ts";

// Requests as routes hand them to commands: parsed, their defaults filled in.

export function flowRequest(fields: z.input<typeof flowCreate>): FlowCreate {
  return flowCreate.parse(fields);
}

export function flowRunRequest(fields: z.input<typeof flowRunCreate>): FlowRunCreate {
  return flowRunCreate.parse(fields);
}

export function taskRunRequest(fields: z.input<typeof taskRunCreate>): TaskRunCreate {
  return taskRunCreate.parse(fields);
}

export function stateRequest(fields: z.input<typeof stateCreate>): StateCreate {
  return stateCreate.parse(fields);
}

let flows = 0;

/** A new flow; its id. */
export async function newFlow(store: Store): Promise<string> {
  const { flow } = await store.command(
    "createFlow",
    flowRequest({
      name: `flow-${process.pid}-${++flows}-${Date.now()}`,
      tags: [],
    }),
  );
  return flow.id;
}

/** A new Pending run of a new flow; its id. */
export async function newFlowRun(store: Store, fields: Partial<z.input<typeof flowRunCreate>> = {}): Promise<string> {
  const create = flowRunRequest({ flow_id: await newFlow(store), ...fields });
  const { flow_run } = await store.command("createFlowRun", { create, epoch: null });
  return flow_run.id;
}

/** Proposes a state of a flow run as a client does. */
export function proposeState(
  store: Store,
  id: string,
  state: z.input<typeof stateCreate>,
  epoch: number | null = null,
) {
  const proposal = { state: stateRequest(state), policy: "client" as const, leaseSupport: "renews" as const, epoch };
  return store.command("setFlowRunState", { id, ...proposal });
}
