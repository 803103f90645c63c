import type { WorkPool } from "@tutti/core/wire/work-pool";
import { request } from "./http.ts";

export function createWorkPool(body: object): Promise<WorkPool> {
  return request<WorkPool>("/work_pools/", { method: "POST", body });
}

export async function changeWorkPool(name: string, changes: object): Promise<void> {
  await request(poolPath(name), { method: "PATCH", body: changes });
}

export async function deleteWorkPool(name: string): Promise<void> {
  await request(poolPath(name), { method: "DELETE" });
}

export async function createQueue(pool: string, body: object): Promise<void> {
  await request(`${poolPath(pool)}/queues/`, { method: "POST", body });
}

export async function changeQueue(pool: string, queue: string, changes: object): Promise<void> {
  await request(`${poolPath(pool)}/queues/${encodeURIComponent(queue)}`, { method: "PATCH", body: changes });
}

export async function deleteQueue(pool: string, queue: string): Promise<void> {
  await request(`${poolPath(pool)}/queues/${encodeURIComponent(queue)}`, { method: "DELETE" });
}

export async function forgetWorker(pool: string, worker: string): Promise<void> {
  await request(`${poolPath(pool)}/workers/${encodeURIComponent(worker)}`, { method: "DELETE" });
}

export function poolPath(name: string): string {
  return `/work_pools/${encodeURIComponent(name)}`;
}
