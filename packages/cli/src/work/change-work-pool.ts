import { deleteWorkPool, updateWorkPool } from "@tutti/client/work-pools";
import { TuttiError } from "@tutti/core/errors";
import type { CommandContext } from "../context.ts";
import type { ExitCode } from "../exit-code.ts";
import { readJsonFile } from "../json-input.ts";
import { removeConfirmed } from "../remove-confirmed.ts";
import { findWorkPool } from "./find-work-pool.ts";

/** Changes a pool that must be there, and says what was done. */
export async function changeWorkPool(
  { output, connect }: CommandContext,
  name: string,
  changes: Parameters<typeof updateWorkPool>[2],
  done: string,
): Promise<void> {
  const api = await connect();
  await findWorkPool(api, name);
  await updateWorkPool(api, name, changes);
  output.say(done);
}

export async function updateFromOptions(
  context: CommandContext,
  name: string,
  options: {
    readonly baseJobTemplate: string | null;
    readonly concurrencyLimit: number | null;
    readonly description: string | null;
  },
): Promise<void> {
  const { baseJobTemplate, concurrencyLimit, description } = options;
  const changes = {
    ...(baseJobTemplate === null ? {} : { base_job_template: { ...(await readJsonFile(baseJobTemplate)) } }),
    ...(concurrencyLimit === null ? {} : { concurrency_limit: concurrencyLimit }),
    ...(description === null ? {} : { description }),
  };
  if (Object.keys(changes).length === 0) {
    throw new TuttiError(
      "invalid_usage",
      "Nothing to change: give --base-job-template, --concurrency-limit or --description.",
    );
  }
  await changeWorkPool(context, name, changes, `Changed the work pool ${name}.`);
}

export async function removeWorkPool(
  context: CommandContext,
  name: string,
  options: { readonly yes: boolean },
): Promise<ExitCode> {
  const api = await context.connect();
  await findWorkPool(api, name);
  const what = `the work pool ${name} with its queues and workers`;
  return removeConfirmed(context, what, options.yes, () => deleteWorkPool(api, name));
}
