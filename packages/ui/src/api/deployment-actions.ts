import type { FlowRun } from "@tutti/core/wire/flow-run";
import { request } from "./http.ts";

export function startRun(deploymentId: string, body: object): Promise<FlowRun> {
  return request<FlowRun>(`/deployments/${deploymentId}/create_flow_run`, { method: "POST", body });
}

export async function setDeploymentPaused(id: string, isPaused: boolean): Promise<void> {
  await request(`/deployments/${id}/${isPaused ? "pause" : "resume"}_deployment`, { method: "POST", body: {} });
}

export async function changeDeployment(id: string, changes: object): Promise<void> {
  await request(`/deployments/${id}`, { method: "PATCH", body: changes });
}

export async function deleteDeployment(id: string): Promise<void> {
  await request(`/deployments/${id}`, { method: "DELETE" });
}

export async function addSchedule(deploymentId: string, schedule: object): Promise<void> {
  await request(`/deployments/${deploymentId}/schedules`, { method: "POST", body: [schedule] });
}

export async function changeSchedule(deploymentId: string, id: string, changes: object): Promise<void> {
  await request(`/deployments/${deploymentId}/schedules/${id}`, { method: "PATCH", body: changes });
}

export async function deleteSchedule(deploymentId: string, id: string): Promise<void> {
  await request(`/deployments/${deploymentId}/schedules/${id}`, { method: "DELETE" });
}
