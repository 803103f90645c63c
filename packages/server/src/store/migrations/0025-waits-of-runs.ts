import type { Migration } from "./migration.ts";

/** What a run and its tasks wait for is looked up by the run. */
export const waitsOfRuns: Migration = {
  number: 25,
  name: "waits-of-runs",
  statements: ({ text }) => [
    `alter table concurrency_wait add column flow_run_id ${text}`,
    `create index concurrency_wait_run on concurrency_wait (flow_run_id)`,
  ],
};
