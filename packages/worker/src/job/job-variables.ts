import { isJsonObject, type JsonObject } from "@tutti/core/json-object";

/** The variables of a run's job: its own over those of its deployment; of `env` each variable by itself. */
export function jobVariables(deployment: JsonObject, run: JsonObject): JsonObject {
  const merged = { ...deployment, ...run };
  const layers = [deployment["env"], run["env"]];
  return layers.every(isJsonObject) ? { ...merged, env: Object.assign({}, ...layers) } : merged;
}

/** `{"env.REGION": "north"}` says the same as `{"env": {"REGION": "north"}}`, which wins where both stand. */
export function nested(variables: JsonObject): JsonObject {
  const dotted = Object.entries(variables).filter(([key]) => key.includes("."));
  const plain = Object.fromEntries(Object.entries(variables).filter(([key]) => !key.includes(".")));
  return dotted.reduceRight<JsonObject>((into, [key, value]) => placed(into, key.split("."), value), plain);
}

function placed(into: JsonObject, [first = "", ...rest]: readonly string[], value: unknown): JsonObject {
  const there = into[first];
  if (rest.length === 0) return Object.hasOwn(into, first) ? into : { ...into, [first]: value };
  if (there !== undefined && !isJsonObject(there)) return into;
  return { ...into, [first]: placed(there ?? {}, rest, value) };
}
