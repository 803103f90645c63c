/** Operations of Prefect's that this server does not answer yet. What is built is taken off the list. */
export const unbuiltOperations: ReadonlySet<string> = new Set([
  "PATCH /deployments/{}",
  "POST /deployments/get_scheduled_flow_runs",
  "POST /deployments/{}/schedule",
  "POST /deployments/{}/resume_deployment",
  "POST /deployments/{}/pause_deployment",
  "POST /deployments/{}/create_flow_run/bulk",
  "GET /deployments/{}/work_queue_check",
  "GET /deployments/{}/schedules",
  "POST /deployments/{}/schedules",
  "PATCH /deployments/{}/schedules/{}",
  "DELETE /deployments/{}/schedules/{}",
  "POST /ui/flows/count-deployments",
  "POST /ui/flows/next-runs",
  "POST /ui/schemas/validate",
]);
