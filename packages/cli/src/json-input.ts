import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { TuttiError } from "@tutti/core/errors";
import { parseExact } from "@tutti/core/exact-json";
import { isJsonObject, type JsonObject } from "@tutti/core/json-object";

/** Reads JSON whose numbers come back as they stood. `what` is for messages. Throws `invalid_usage`. */
export function readJson(source: string, what: string): unknown {
  try {
    return parseExact(source);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TuttiError("invalid_usage", `${what} is not JSON: ${reason}.`, { cause: error });
  }
}

/** Throws `invalid_usage`. */
export function readJsonObject(source: string, what: string): JsonObject {
  const value = readJson(source, what);
  if (isJsonObject(value)) return value;
  throw new TuttiError("invalid_usage", `${what} must be a JSON object, {"name": value, …}.`);
}

/** A file's text; `-` is what is piped into the command. Throws `invalid_usage` for one that cannot be read. */
export async function readSource(path: string): Promise<string> {
  if (path === "-") return text(process.stdin);
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TuttiError("invalid_usage", `The file ${path} cannot be read: ${reason}.`, { cause: error });
  }
}

/** The object in a JSON file. Throws `invalid_usage`. */
export async function readJsonFile(path: string): Promise<JsonObject> {
  return readJsonObject(await readSource(path), `The file ${path}`);
}

/**
 * `name=value` of an option that may be given several times, as an object. A value is JSON; what is none is a text, so that
 * nobody has to quote twice. Throws `invalid_usage`.
 */
export function readAssignments(assignments: readonly string[], option: string): JsonObject {
  return Object.fromEntries(
    assignments.map((assignment) => {
      const [name, value] = nameAndText(assignment, option);
      return [name, looseValue(value, `The value of ${option} ${name}`)];
    }),
  );
}

/** `name=text` of an option. Throws `invalid_usage`. */
export function nameAndText(assignment: string, option: string): readonly [name: string, text: string] {
  const [, name, text] = /^([^=]+)=(.*)$/s.exec(assignment) ?? [];
  if (name !== undefined && text !== undefined) return [name, text];
  throw new TuttiError("invalid_usage", `${option} ${assignment} is not of the form name=value.`);
}

/** JSON, or a text that does not look as if it was meant to be any. Throws `invalid_usage`. */
export function looseValue(source: string, what: string): unknown {
  if (/^\s*[[{"]/.test(source)) return readJson(source, what);
  try {
    return parseExact(source);
  } catch {
    return source;
  }
}
