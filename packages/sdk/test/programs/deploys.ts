import { z } from "zod";
import { flow } from "../../src/flow.ts";

// Deploys its flows as the variable DEPLOYMENT says, prints what was deployed, and what was refused.

interface Params {
  /** Where the rows are. */
  path: string;
  month?: number;
}

/** Loads a month. */
export const loadMonth = flow(async function loadMonth({ path, month = 3 }: Params) {
  return `${path}/${month}`;
});

export const checked = flow(
  { description: "Checks a day.", parameters: z.object({ since: z.coerce.date(), limit: z.int().default(10) }) },
  async function checked({ since }) {
    return since;
  },
);

if (import.meta.main) {
  const name = process.env["DEPLOYMENT"] ?? "";
  const workPoolName = "zoompool";
  const deployed = await loadMonth.deploy({
    name,
    workPoolName,
    workQueueName: "fast",
    jobVariables: { env: { A: "b" } },
    parameters: { path: "rows" },
    tags: ["daily"],
    cron: "0 7 * * *",
    timezone: "Europe/Berlin",
    concurrencyLimit: 2,
    collisionStrategy: "CANCEL_NEW",
    triggers: [{ expect: ["month.over"] }],
  });
  process.stdout.write(`deployed ${JSON.stringify(deployed)}\n`);
  process.env["TUTTI_DEFAULT_WORK_POOL_NAME"] = workPoolName;
  await checked.deploy({ name });
  for (const options of [
    { name, workPoolName: "nopool" },
    { name, workPoolName, cron: "every day" },
    { name, workPoolName, parameters: { limit: "many" } },
  ]) {
    await checked.deploy(options).catch((error: unknown) => process.stdout.write(`refused ${String(error)}\n`));
  }
}
