import { type FromRunner, type ToSpare, toSpare } from "@tutti/worker/warm/runner-messages";

// The spare runner's end of W6 (`@tutti/worker/warm/runner-messages`): what takes time and is the same for every flow is
// done before there is one.

/** Loads what any flow needs, waits until the worker says whose flow it is, and goes on as the runner of that. */
export async function runSpare(): Promise<void> {
  const leave = (): never => process.exit(0);
  process.once("disconnect", leave);
  const [{ runWarm }] = await Promise.all([import("./run-warm.ts"), import("../flow.ts"), import("../task.ts")]);
  const told = toldWhatToBecome();
  const ready: FromRunner = { type: "spare" };
  process.send?.(ready);
  const { deploymentId, environment, folder } = await told;
  for (const name of Object.keys(process.env)) if (!Object.hasOwn(environment, name)) delete process.env[name];
  Object.assign(process.env, environment);
  if (folder !== null) process.chdir(folder);
  process.off("disconnect", leave);
  return runWarm(deploymentId);
}

function toldWhatToBecome(): Promise<ToSpare> {
  return new Promise((resolve) => {
    process.on("message", function hear(message) {
      const told = toSpare.safeParse(message).data;
      if (told === undefined) return;
      process.off("message", hear);
      resolve(told);
    });
  });
}
