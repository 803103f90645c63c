import { parse } from "yaml";
import { TuttiError } from "@tutti/core/errors";
import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import { readJson, readSource } from "../json-input.ts";

/** Where automations are written: a YAML or JSON file, or JSON on the command line. */
export interface AutomationSource {
  readonly fromFile: string | null;
  readonly fromJson: string | null;
}

/** One automation, a list of them, or an object whose `automations` is such a list. Throws `invalid_usage`. */
export async function readAutomations({ fromFile, fromJson }: AutomationSource): Promise<JsonObject[]> {
  if ((fromFile === null) === (fromJson === null)) {
    throw new TuttiError("invalid_usage", "Give --from-file <file> or --from-json <json>: one of them.");
  }
  const what = fromFile === null ? "--from-json" : `The file ${fromFile}`;
  const value = fromJson === null ? parsed(await readSource(fromFile ?? ""), what) : readJson(fromJson, what);
  const list = isJsonObject(value) && Array.isArray(value["automations"]) ? value["automations"] : value;
  const items: unknown[] = Array.isArray(list) ? list : [list];
  return items.map((item) => {
    if (isJsonObject(item)) return item;
    throw new TuttiError("invalid_usage", `${what} must hold an automation, an object, or a list of them.`);
  });
}

/** YAML reads JSON too. */
function parsed(text: string, what: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TuttiError("invalid_usage", `${what} is neither YAML nor JSON: ${reason}`, { cause: error });
  }
}
