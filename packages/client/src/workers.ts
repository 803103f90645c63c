import type { z } from "zod";
import { type Worker, worker, type workerHeartbeatBody, type workersFilterBody } from "@tutti/core/wire/worker";
import type { ApiClient } from "./http.ts";
import { arrayOf } from "./parsers.ts";
import { poolPath } from "./work-pools.ts";

export function filterWorkers(
  api: ApiClient,
  pool: string,
  body: z.input<typeof workersFilterBody>,
): Promise<Worker[]> {
  return api.post(`${poolPath(pool)}/workers/filter`, body, arrayOf(worker));
}

export function sendWorkerHeartbeat(
  api: ApiClient,
  pool: string,
  body: z.input<typeof workerHeartbeatBody>,
): Promise<void> {
  return api.send("POST", `${poolPath(pool)}/workers/heartbeat`, body);
}

export function deleteWorker(api: ApiClient, pool: string, name: string): Promise<void> {
  return api.send("DELETE", `${poolPath(pool)}/workers/${encodeURIComponent(name)}`);
}
