import type { Migration } from "./migration.ts";

/** A deployment's latest runs are read in their order, as a flow's are. */
export const runsOfDeployments: Migration = {
  number: 17,
  name: "runs-of-deployments",
  statements({ nullsFirst }) {
    return [
      `drop index flow_run_deployment`,
      `create index flow_run_deployment on flow_run (deployment_id, coalesce(start_time, expected_start_time) ${nullsFirst})
        where deployment_id is not null`,
    ];
  },
};
