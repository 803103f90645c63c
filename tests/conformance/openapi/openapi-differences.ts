/** A name that stands in one document only, on purpose: `+` in ours, `-` in Prefect's. Entries that match none fail. */
export interface OpenApiDifference {
  readonly reason: string;
  readonly operation: string;
  readonly part: "query" | "body" | "reply";
  readonly names: readonly string[];
}

export const openApiDifferences: readonly OpenApiDifference[] = [
  {
    reason: "Prefect's document does not describe what its server answers",
    operation: "GET /ready",
    part: "reply",
    names: ["+message"],
  },
  ...["flow_runs", "task_runs"].map((runs) => ({
    reason: "the interval is asked for by the operation itself, so that its absence is told in Prefect's words",
    operation: `POST /${runs}/history`,
    part: "body" as const,
    names: ["+history_interval_seconds", "-history_interval_seconds!"],
  })),
  {
    reason: "a map of counts by state: its keys are the states'",
    operation: "POST /ui/task_runs/count",
    part: "reply",
    names: [
      "-CANCELLED",
      "-CANCELLING",
      "-COMPLETED",
      "-CRASHED",
      "-FAILED",
      "-PAUSED",
      "-PENDING",
      "-RUNNING",
      "-SCHEDULED",
    ],
  },
  {
    reason: "Prefect's document does not describe what its server answers",
    operation: "POST /ui/task_runs/dashboard/counts",
    part: "reply",
    names: ["+[].completed", "+[].failed"],
  },
  {
    reason: "a queue is told with its pool and its status, as everywhere else",
    operation: "GET /deployments/{}/work_queue_check",
    part: "reply",
    names: ["+[].active_slots", "+[].status", "+[].work_pool_name"],
  },
  {
    reason: "no web UI filters these counts by pool or queue, and unknown keys are ignored",
    operation: "POST /ui/task_runs/dashboard/counts",
    part: "body",
    names: ["-work_pools", "-work_queues"],
  },
  {
    reason: "each server has its own settings, and ours are not described one by one",
    operation: "GET /admin/settings",
    part: "reply",
    names: [
      "-api",
      "-cli",
      "-client",
      "-cloud",
      "-debug_mode",
      "-deployments",
      "-events",
      "-experiments",
      "-flows",
      "-home",
      "-internal",
      "-logging",
      "-plugins",
      "-profiles_path",
      "-results",
      "-runner",
      "-server",
      "-silence_api_url_misconfiguration",
      "-tasks",
      "-telemetry",
      "-testing",
      "-ui_url",
      "-worker",
    ],
  },
  {
    reason: "an event may carry the epoch of the lease it is reported under",
    operation: "POST /events",
    part: "body",
    names: ["+[].tutti"],
  },
];
