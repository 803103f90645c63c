import type { ApiClient } from "@tutti/client/http";
import { isNotFound } from "@tutti/client/response-error";
import { readWorkPool } from "@tutti/client/work-pools";
import { TuttiError } from "@tutti/core/errors";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import { shellWord } from "./shell-word.ts";

/** The pool that a deployment goes to. Throws `missing_work_pool`, with what to type to have it. */
export async function workPoolNamed(api: ApiClient, name: string): Promise<WorkPool> {
  try {
    return await readWorkPool(api, name);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const command = `tutti work-pool create ${shellWord(name)} --type process`;
    throw new TuttiError("missing_work_pool", `${name}. To create it: ${command}`, { cause: error });
  }
}
