/** The label by which Cloud Run says of a line which execution printed it. */
export const EXECUTION_LABEL = "run.googleapis.com/execution_name";

/** A filter holds 20,000 characters; a name, of 63 at most, takes 69 of them. */
export const MOST_EXECUTIONS = 250;

/** What Cloud Logging is asked for: what the containers of these executions printed since then. */
export function logFilter(executions: readonly string[], since: string): string {
  return [
    `resource.type="cloud_run_job"`,
    `(log_id("run.googleapis.com/stdout") OR log_id("run.googleapis.com/stderr"))`,
    `labels."${EXECUTION_LABEL}"=(${executions.map((name) => JSON.stringify(name)).join(" OR ")})`,
    `timestamp>="${since}"`,
  ].join(" AND ");
}
