import { z } from "zod";
import type { Answer } from "./exchange.ts";
import type { Session } from "./session.ts";

/** An id that no server gave. */
export const absentId = "00000000-0000-4000-8000-00000000abcd";

export async function newFlow(api: Session, name: string): Promise<string> {
  return (await api.post("/flows/", { name })).id;
}

export async function newFlowRun(api: Session, flowId: string, rest: object = {}): Promise<string> {
  return (await api.post("/flow_runs/", { flow_id: flowId, ...rest })).id;
}

export async function newTaskRun(
  api: Session,
  flowRunId: string | null,
  key: string,
  rest: object = {},
): Promise<string> {
  const body = { flow_run_id: flowRunId, task_key: key, dynamic_key: "0", name: key, ...rest };
  return (await api.post("/task_runs/", body)).id;
}

export function setFlowRunState(api: Session, id: string, state: object, force?: boolean) {
  return api.post(`/flow_runs/${id}/set_state`, force === undefined ? { state } : { state, force });
}

export function setTaskRunState(api: Session, id: string, state: object, force?: boolean) {
  return api.post(`/task_runs/${id}/set_state`, force === undefined ? { state } : { state, force });
}

export async function newDeployment(api: Session, flowId: string, name: string, rest: object = {}): Promise<string> {
  return (await api.post("/deployments/", { name, flow_id: flowId, ...rest })).id;
}

/** The id of the first row of a list that was answered. */
export function firstId({ body }: Answer): string {
  const [first] = z.array(z.looseObject({ id: z.string() })).safeParse(body).data ?? [];
  return first?.id ?? "no-id-was-given";
}
