import { isNotFound } from "@tutti/client/response-error";
import { createVariable, deleteVariable, readVariable, updateVariable } from "@tutti/client/variables";
import { connect } from "./connection.ts";

interface SetOptions {
  readonly tags?: readonly string[];
  /** Replaces a value that is there; without it that is an error. */
  readonly overwrite?: boolean;
}

/** Named JSON values on the server, shared by all flows. Names are lower-case letters, digits, `_` and `-`. */
export const variables = {
  /** The value, or the fallback when there is no such variable (undefined unless given). */
  async get(name: string, fallback?: unknown): Promise<unknown> {
    const { api } = await connect();
    try {
      return (await readVariable(api, name)).value;
    } catch (error) {
      if (isNotFound(error)) return fallback;
      throw error;
    }
  },

  /** Rejects with status 409 when the variable is there and `overwrite` is not given. */
  async set(name: string, value: unknown, options: SetOptions = {}): Promise<void> {
    const { api } = await connect();
    const { tags = [], overwrite = false } = options;
    if (overwrite && (await exists(name))) await updateVariable(api, name, { value, tags: [...tags] });
    else await createVariable(api, { name, value, tags: [...tags] });
  },

  /** True when there was such a variable. */
  async unset(name: string): Promise<boolean> {
    const { api } = await connect();
    try {
      await deleteVariable(api, name);
      return true;
    } catch (error) {
      if (isNotFound(error)) return false;
      throw error;
    }
  },
};

async function exists(name: string): Promise<boolean> {
  const { api } = await connect();
  try {
    await readVariable(api, name);
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}
