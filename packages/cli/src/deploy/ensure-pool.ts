import { createWorkPool, deleteWorkPool } from "@tutti/client/work-pools";
import { TuttiError } from "@tutti/core/errors";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import { workPoolNamed } from "@tutti/project/deploy/work-pool-named";
import type { CommandContext } from "../context.ts";
import { offer } from "../prompts.ts";
import { workerType } from "../work/worker-type.ts";
import type { DeploySession } from "./deploy-session.ts";

/**
 * The pool of this name; made when --create-pool says of which type, or when a person wants it. Throws
 * `missing_work_pool`.
 */
export async function ensurePool(
  context: CommandContext,
  session: DeploySession,
  name: string,
  type: string | null,
): Promise<WorkPool> {
  const { api } = session;
  try {
    return await workPoolNamed(api, name);
  } catch (error) {
    const isMissing = error instanceof TuttiError && error.code === "missing_work_pool";
    const isMeant = type !== null || session.wantedPools.has(name);
    if (!isMissing || (!isMeant && !(await isWanted(context, name)))) throw error;
  }
  const { type: made, baseJobTemplate } = await workerType(api, type, context);
  const pool = await createWorkPool(api, { name, type: made, base_job_template: { ...baseJobTemplate } });
  session.madePools.add(name);
  session.output.say(`Made the work pool ${name} of type ${made}.`);
  return pool;
}

async function isWanted(context: CommandContext, name: string): Promise<boolean> {
  const message = `There is no work pool ${name}. Make it?`;
  return context.isInteractive && offer(context, { message, instead: "--create-pool TYPE" });
}

/** Does something that may make pools; where that fails nothing is deployed, and they go again. */
export async function takingBackPools<T>(
  { api, output, madePools }: DeploySession,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    for (const name of madePools) {
      await deleteWorkPool(api, name).then(
        () => output.say(`Took back the work pool ${name}.`),
        () => output.say(`The work pool ${name} stays: it could not be deleted.`),
      );
    }
    throw error;
  }
}
