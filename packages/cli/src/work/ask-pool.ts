import type { ApiClient } from "@tutti/client/http";
import { filterWorkPools } from "@tutti/client/work-pools";
import type { CommandContext } from "../context.ts";
import { ask, choose } from "../prompts.ts";

const NEW = "";
const LISTED_MAX = 200;

interface AskedPool {
  readonly name: string;
  /** Whether it was asked for as a new one: nobody needs to be asked again whether to make it. */
  readonly isNew: boolean;
}

/** Lets a person choose a work pool, or name one that is to be made. Throws `invalid_usage` where nobody can be asked. */
export async function askPool(context: CommandContext, api: ApiClient, message: string): Promise<AskedPool> {
  const pools = await filterWorkPools(api, { limit: LISTED_MAX });
  const instead = "--pool POOL";
  if (pools.length > 0) {
    const chosen = await choose(context, {
      message,
      instead,
      choices: [
        ...pools.map(({ name, type }) => ({ value: name, label: name, hint: type })),
        { value: NEW, label: "a new one" },
      ],
    });
    if (chosen !== NEW) return { name: chosen, isNew: false };
  } else {
    context.output.say("There is no work pool yet: that is where runs wait for workers.");
  }
  const problem = (answer: string) => (answer.trim() === "" ? "It needs a name." : null);
  const called = "What is the new work pool called?";
  const name = await ask(context, { message: called, placeholder: "my-pool", instead, problem });
  return { name: name.trim(), isNew: true };
}
