import type { ApiClient } from "@tutti/client/http";
import { ResponseError } from "@tutti/client/response-error";
import { createWorkPool, readWorkPool, updateWorkPool } from "@tutti/client/work-pools";
import { changeProfile } from "../change-profile.ts";
import { CLIENT_SETTINGS } from "@tutti/core/settings/client-settings";
import { TuttiError } from "@tutti/core/errors";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import type { CommandContext } from "../context.ts";
import { readJsonFile } from "../json-input.ts";
import { workPoolUrl } from "./show-work-pool.ts";
import { workerType } from "./worker-type.ts";

export interface WorkPoolOptions {
  readonly type: string | null;
  readonly baseJobTemplate: string | null;
  readonly paused: boolean;
  readonly setAsDefault: boolean;
  readonly overwrite: boolean;
  readonly output: string | null;
}

export async function makeWorkPool(context: CommandContext, name: string, options: WorkPoolOptions): Promise<void> {
  const template = options.baseJobTemplate === null ? null : await readJsonFile(options.baseJobTemplate);
  const api = await context.connect();
  const { type, baseJobTemplate } = await workerType(api, options.type, context);
  const wanted = { type, base_job_template: { ...(template ?? baseJobTemplate) }, is_paused: options.paused };
  const pool = await create(api, name, wanted, options.overwrite);
  if (options.setAsDefault) await setAsDefault(context, pool.name);
  const { output } = context;
  if (options.output === "json") {
    output.json(pool);
    return;
  }
  output.facts([
    ["Work pool", pool.name],
    ["Type", pool.type],
    ["Dashboard", await workPoolUrl(api, pool.name)],
  ]);
  output.say(output.styleAside("dim", `  Start a worker: tutti worker start --pool ${pool.name}`));
  output.say(output.styleAside("dim", `  Deploy to it:   tutti deploy <file>:<flow> -n <name> -p ${pool.name}`));
}

type Wanted = Pick<WorkPool, "type" | "base_job_template" | "is_paused">;

async function create(api: ApiClient, name: string, wanted: Wanted, mayOverwrite: boolean): Promise<WorkPool> {
  try {
    return await createWorkPool(api, { name, ...wanted });
  } catch (error) {
    if (!(error instanceof ResponseError) || error.status !== 409) throw error;
    if (!mayOverwrite) {
      throw new TuttiError("name_taken", `a work pool ${name}; --overwrite changes it`, { cause: error });
    }
  }
  return overwrite(api, name, wanted);
}

async function overwrite(api: ApiClient, name: string, { type, ...changes }: Wanted): Promise<WorkPool> {
  const before = await readWorkPool(api, name);
  if (before.type !== type) {
    throw new TuttiError("name_taken", `a work pool ${name} of type ${before.type}, and a pool's type never changes`);
  }
  await updateWorkPool(api, name, changes);
  return readWorkPool(api, name);
}

async function setAsDefault(context: CommandContext, name: string): Promise<void> {
  const { name: profile } = await context.profile();
  const setting = CLIENT_SETTINGS.defaultWorkPoolName.name;
  await changeProfile(context.home, profile, (settings) => ({ ...settings, [setting]: name }));
  context.output.say(`Set ${setting}=${name} in the profile ${profile}.`);
}
