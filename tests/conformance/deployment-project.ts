import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const deployedProgram = fileURLToPath(new URL("python/served.py", import.meta.url));

/** A folder with a flow and the `prefect.yaml` that deploys it to a work pool, on three schedules. */
export function writeProject(folder: string, pool: string): void {
  mkdirSync(folder, { recursive: true });
  copyFileSync(deployedProgram, join(folder, "served.py"));
  writeFileSync(
    join(folder, "prefect.yaml"),
    `name: project
prefect-version: 3.8.8
pull:
  - prefect.deployments.steps.set_working_directory:
      directory: ${folder}
deployments:
  - name: planned
    entrypoint: served.py:deployed
    description: from a file
    version: "1"
    tags: [planned]
    parameters: { x: 1, name: somebody }
    concurrency_limit: 2
    schedules:
      - { interval: 3600, anchor_date: "2026-01-01T00:00:00+00:00", timezone: UTC, slug: hourly, parameters: { x: 2 } }
      - { cron: "0 0 * * *", timezone: America/New_York, slug: nightly, active: false }
      - { rrule: "DTSTART:20260101T090000\\nFREQ=WEEKLY;BYDAY=MO", timezone: Europe/Berlin, slug: weekly }
    work_pool:
      name: ${pool}
      work_queue_name: special
      job_variables: { env: { A: "1" } }
`,
  );
}
