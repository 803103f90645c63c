import type { ApiClient } from "@tutti/client/http";
import { readWorkerTypes, type WorkerType } from "@tutti/client/worker-types";
import { TuttiError } from "@tutti/core/errors";
import { didYouMean } from "@tutti/client/closest";
import type { CommandContext } from "../context.ts";

/** What Prefect 2 had before there were workers. Prefect 3 refuses it; Tutti's workers and agents serve it. */
const AGENT: WorkerType = {
  type: "prefect-agent",
  displayName: "Prefect Agent",
  description: "Runs flows as processes, started by a worker or by tutti agent start.",
  baseJobTemplate: {},
};

/** The worker type that --type names, else the one that a person chooses. Throws `invalid_usage`. */
export async function workerType(api: ApiClient, type: string | null, context: CommandContext): Promise<WorkerType> {
  const { kind } = await api.server();
  const types = [...(await readWorkerTypes(api)), ...(kind === "tutti" ? [AGENT] : [])];
  const name = type ?? (await chooseType(types, context));
  const found = types.find((known) => known.type === name);
  if (found !== undefined) return found;
  const names = types.map((known) => known.type);
  throw new TuttiError(
    "invalid_usage",
    `There is no work pool type ${name}.${didYouMean(name, names)} Known are ${names.sort().join(", ")}.`,
  );
}

async function chooseType(types: readonly WorkerType[], context: CommandContext): Promise<string> {
  const { choose } = await import("../prompts.ts");
  return choose(context, {
    message: "What type of work pool is it?",
    instead: `--type, one of ${types.map(({ type }) => type).join(", ")}`,
    choices: types.map(({ type, displayName, description }) => ({
      value: type,
      label: displayName === type ? type : `${displayName} (${type})`,
      hint: description,
    })),
  });
}
