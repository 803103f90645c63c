import { createWorkPool, filterWorkPools } from "@tutti/client/work-pools";
import { TuttiError } from "@tutti/core/errors";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import { workPoolNamed } from "@tutti/project/deploy/work-pool-named";
import type { CommandContext } from "../context.ts";
import { ask, choose, offer } from "../prompts.ts";
import { workerType } from "../work/worker-type.ts";
import type { DeploySession } from "./deploy-session.ts";

const NEW = "";

/** Lets a person choose a work pool, or make the first one. */
export async function askPool(context: CommandContext, { api }: DeploySession): Promise<string> {
  const pools = await filterWorkPools(api, { limit: 200 });
  const instead = "--pool POOL";
  if (pools.length > 0) {
    const chosen = await choose(context, {
      message: "Which work pool's workers run it?",
      instead,
      choices: [
        ...pools.map(({ name, type }) => ({ value: name, label: name, hint: type })),
        { value: NEW, label: "a new one" },
      ],
    });
    if (chosen !== NEW) return chosen;
  } else {
    context.output.say("There is no work pool yet: that is where runs wait for workers.");
  }
  const problem = (answer: string) => (answer.trim() === "" ? "It needs a name." : null);
  const message = "What is the new work pool called?";
  return (await ask(context, { message, placeholder: "my-pool", instead, problem })).trim();
}

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
    if (!isMissing || (type === null && !(await isWanted(context, name)))) throw error;
  }
  const { type: made, baseJobTemplate } = await workerType(api, type, context);
  const pool = await createWorkPool(api, { name, type: made, base_job_template: { ...baseJobTemplate } });
  session.output.say(`Made the work pool ${name} of type ${made}.`);
  return pool;
}

async function isWanted(context: CommandContext, name: string): Promise<boolean> {
  const message = `There is no work pool ${name}. Make it?`;
  return context.isInteractive && offer(context, { message, instead: "--create-pool TYPE" });
}
