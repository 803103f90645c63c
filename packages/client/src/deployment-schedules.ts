import type { z } from "zod";
import {
  type DeploymentSchedule,
  deploymentSchedule,
  type scheduleCreate,
  type scheduleUpdate,
} from "@tutti/core/wire/schedule";
import type { ApiClient } from "./http.ts";
import { arrayOf } from "./parsers.ts";

export function readDeploymentSchedules(api: ApiClient, deploymentId: string): Promise<DeploymentSchedule[]> {
  return api.get(`/deployments/${deploymentId}/schedules`, arrayOf(deploymentSchedule));
}

export function createDeploymentSchedules(
  api: ApiClient,
  deploymentId: string,
  schedules: readonly z.input<typeof scheduleCreate>[],
): Promise<DeploymentSchedule[]> {
  return api.post(`/deployments/${deploymentId}/schedules`, schedules, arrayOf(deploymentSchedule));
}

export function updateDeploymentSchedule(
  api: ApiClient,
  deploymentId: string,
  id: string,
  body: z.input<typeof scheduleUpdate>,
): Promise<void> {
  return api.send("PATCH", `/deployments/${deploymentId}/schedules/${id}`, body);
}

export function deleteDeploymentSchedule(api: ApiClient, deploymentId: string, id: string): Promise<void> {
  return api.send("DELETE", `/deployments/${deploymentId}/schedules/${id}`);
}
