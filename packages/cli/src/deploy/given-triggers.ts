import { readFile } from "node:fs/promises";
import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import { TuttiError } from "@tutti/core/errors";

/** Every `--trigger`: JSON, or a .yaml or .json file with a list `triggers`. Throws `invalid_usage`. */
export async function givenTriggers(given: readonly string[]): Promise<JsonObject[]> {
  const lists = await Promise.all(given.map(readGiven));
  return lists.flat();
}

async function readGiven(given: string): Promise<JsonObject[]> {
  try {
    if (/\.(ya?ml|json)$/.test(given)) return listOf(await readList(given));
    return listOf([JSON.parse(given)]);
  } catch (error) {
    if (error instanceof TuttiError) throw error;
    throw new TuttiError("invalid_usage", `--trigger ${given} cannot be read: ${String(error)}.`, { cause: error });
  }
}

async function readList(file: string): Promise<unknown> {
  const text = await readFile(file, "utf8");
  const { parseYaml } = await import("@tutti/project/files/yaml-source");
  const values: unknown = file.endsWith(".json") ? JSON.parse(text) : parseYaml(text, file, "1.1").values;
  return isJsonObject(values) ? values["triggers"] : values;
}

function listOf(value: unknown): JsonObject[] {
  if (Array.isArray(value) && value.every(isJsonObject)) return value;
  throw new TuttiError("invalid_usage", "--trigger takes an object, or a file with a list of objects under triggers.");
}
