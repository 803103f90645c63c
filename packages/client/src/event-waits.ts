import type { z } from "zod";
import type { eventWaitsBody } from "@tutti/core/wire/event-wait";
import type { ApiClient } from "./http.ts";

/** The server watches for these events from now on, and schedules the run when it is AwaitingEvent. Only on a Tutti server. */
export function armEventWaits(
  api: ApiClient,
  flowRunId: string,
  body: z.input<typeof eventWaitsBody>,
  headers: Record<string, string>,
): Promise<void> {
  return api.send("POST", `/tutti/flow_runs/${flowRunId}/event-waits`, body, headers);
}
