import { readEventFrame } from "./event-frames.ts";

const NOBODY = "00000000-0000-0000-0000-000000000000";
const AT = "2000-01-01T00:00:00Z";

/** What a step reports when it ends, of a flow run that there never was. */
export const REPORT = JSON.stringify({
  id: NOBODY,
  occurred: AT,
  event: "prefect.task-run.Completed",
  resource: { "prefect.resource.id": `prefect.task-run.${NOBODY}`, "prefect.orchestration": "client" },
  related: [{ "prefect.resource.id": `prefect.flow-run.${NOBODY}`, "prefect.resource.role": "flow-run" }],
  payload: {
    validated_state: { type: "COMPLETED", name: "Completed", message: "", state_details: {}, data: 0 },
    task_run: {
      name: "",
      task_key: "",
      dynamic_key: "",
      empirical_policy: { retries: 0, retry_delay: 0 },
      tags: [],
      labels: {},
      task_inputs: { input: [{ input_type: "task_run", id: NOBODY }] },
      run_count: 1,
      flow_run_run_count: 1,
      start_time: AT,
      end_time: AT,
      total_run_time: 0,
    },
  },
  follows: NOBODY,
  tutti: { epoch: 1 },
});

/**
 * Reads a report, and forgets it: the schemas that are made ready when they are first used, which takes the first one ten
 * times as long, are ready when a run's first step ends.
 */
export function rehearse(): void {
  readEventFrame(REPORT);
}
