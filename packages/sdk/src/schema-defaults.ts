import { isDeepStrictEqual } from "node:util";
import { checkParameters, parametersToWire } from "./parameters.ts";
import { isRecord } from "./results/inline-json.ts";
import type { StandardSchema } from "./standard-schema.ts";

/**
 * What a flow is called with, with the parameters that were left out as its schema gives them: so they stand on record, and
 * are the same in every attempt. Those that the schema would not take from there for what they are stay left out, and so
 * does everything where it refuses what was given.
 */
export async function withSchemaDefaults(
  schema: StandardSchema | null,
  args: readonly unknown[],
): Promise<readonly unknown[]> {
  const given = args[0] ?? {};
  if (schema === null || !isRecord(given)) return args;
  const checked = await checkedOrNull(schema, given);
  if (!isRecord(checked)) return args;
  const added = Object.fromEntries(Object.entries(checked).filter(([name]) => given[name] === undefined));
  const whole = { ...given, ...parametersToWire(added) };
  if (Object.keys(added).length === 0 || !isDeepStrictEqual(await checkedOrNull(schema, whole), checked)) return args;
  return [whole, ...args.slice(1)];
}

/** Null where the schema refuses them: that fails the run later. */
function checkedOrNull(schema: StandardSchema, parameters: unknown): Promise<unknown> {
  return checkParameters(schema, parameters).catch(() => null);
}
