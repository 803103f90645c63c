import { isNotFound } from "@tutti/client/response-error";
import { createVariable, deleteVariable, readVariable, updateVariable } from "@tutti/client/variables";
import { TuttiError } from "@tutti/core/errors";
import { connect } from "./connection.ts";
import { describeIssues, type SchemaOutput, type StandardSchema } from "./standard-schema.ts";

interface SetOptions {
  readonly tags?: readonly string[];
  /** Replaces a value that is there; without it that is an error. */
  readonly overwrite?: boolean;
}

/** Named JSON values on the server, shared by all flows. Names are lower-case letters, digits, `_` and `-`. */
export const variables = {
  /**
   * The value, or the fallback when there is no such variable (undefined unless given).
   *
   * ```ts
   * const limits = await variables.get("limits", { rows: 100 }, z.object({ rows: z.int() }));
   * ```
   *
   * The schema checks the value, and its output is given: without one the type is taken on trust. Rejects with
   * `invalid_variable` for a value that does not fit.
   */
  get: getVariable,

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

function getVariable<S extends StandardSchema>(
  name: string,
  fallback: SchemaOutput<S>,
  schema: S,
): Promise<SchemaOutput<S>>;
function getVariable<S extends StandardSchema>(
  name: string,
  fallback: undefined,
  schema: S,
): Promise<SchemaOutput<S> | undefined>;
function getVariable<T>(name: string, fallback: T): Promise<T>;
function getVariable<T = unknown>(name: string): Promise<T | undefined>;
async function getVariable(name: string, fallback?: unknown, schema?: StandardSchema): Promise<unknown> {
  const { api } = await connect();
  let value: unknown;
  try {
    ({ value } = await readVariable(api, name));
  } catch (error) {
    if (isNotFound(error)) return fallback;
    throw error;
  }
  if (schema === undefined) return value;
  const checked = await schema["~standard"].validate(value);
  if (checked.issues === undefined) return checked.value;
  throw new TuttiError("invalid_variable", `"${name}": ${describeIssues(checked.issues)}`);
}

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
