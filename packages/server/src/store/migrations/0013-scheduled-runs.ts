import type { Migration } from "./migration.ts";

export const scheduledRuns: Migration = {
  number: 13,
  name: "scheduled-runs",
  statements() {
    return [
      `create index flow_run_made_ahead on flow_run (created_by_id, next_scheduled_start_time)
        where auto_scheduled = 1 and state_type = 'SCHEDULED'`,
      `create index flow_run_due_of_deployment on flow_run
        (deployment_id, next_scheduled_start_time, id)
        where state_type = 'SCHEDULED' and deployment_id is not null`,
      `create index flow_run_due_of_flow on flow_run
        (flow_id, next_scheduled_start_time, id)
        where state_type = 'SCHEDULED'`,
      `create index deployment_schedule_updated on deployment_schedule (updated)`,
    ];
  },
};
