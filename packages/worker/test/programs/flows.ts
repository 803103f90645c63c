import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { flow, task } from "../../../tutti/src/index.ts";

const step = task({ name: "step" }, async () => process.pid);

/** Gives the number of its process. */
export const quick = flow({ name: "quick" }, async () => step());

export const failing = flow({ name: "failing" }, async () => {
  throw new Error("no luck");
});

/** Leaves a process behind that is asked to end in vain. */
export const leaving = flow({ name: "leaving" }, async () => {
  const rest = spawn("sh", ["-c", "trap '' TERM; while :; do sleep 1; done"], { stdio: "ignore" });
  console.log(`rest ${rest.pid}`);
  for (;;) await new Promise((resolve) => setTimeout(resolve, 100));
});

export const endless = flow({ name: "endless" }, async () => {
  await step();
  console.log("here to stay");
  for (;;) await new Promise((resolve) => setTimeout(resolve, 100));
});

/** Stays, where it is asked to, until there is such a file; its first step is on record then. */
export const lingering = flow({ name: "lingering" }, async ({ until = "" }: { until?: string } = {}) => {
  const place = await step();
  if (until !== "") console.log(`lingering in ${place}`);
  const isOver = () => until === "" || existsSync(until);
  while (!isOver()) await new Promise((resolve) => setTimeout(resolve, 20));
  return process.env["REGION"] ?? "nowhere";
});

const told = ({ name }: { name: string }, run: { name: string }, state: { name: string }) =>
  console.log(`${name} hears that ${run.name} is ${state.name}`);

/** Is not started again, and tells how it ended. */
export const mortal = flow(
  { name: "mortal", flowRunName: "zoo-keeper", recoveries: 0, onCrashed: told, onCancellation: told },
  async () => {
    await step();
    console.log("here to stay");
    for (;;) await new Promise((resolve) => setTimeout(resolve, 100));
  },
);
