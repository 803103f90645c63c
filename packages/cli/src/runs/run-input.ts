import { readFlowRunInput } from "@tutti/client/flow-run-inputs";
import type { ApiClient } from "@tutti/client/http";
import { TuttiError } from "@tutti/core/errors";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import { type BlockField, readFields } from "../blocks/block-fields.ts";
import { askField } from "../blocks/ask-block.ts";
import type { CommandContext } from "../context.ts";
import { looseValue, readAssignments, readJsonObject, readSource } from "../json-input.ts";
import { oneLine } from "../plain-text.ts";
import { inputProblem } from "./input-problem.ts";

/** What the command line says of a paused run's question. */
export interface GivenInput {
  readonly input: readonly string[];
  readonly inputJson: string | null;
}

/** The values given; null when none are. Throws `invalid_usage`. */
export async function readGivenInput({ input, inputJson }: GivenInput): Promise<JsonObject | null> {
  if (input.length === 0 && inputJson === null) return null;
  const text = inputJson === "-" ? await readSource("-") : inputJson;
  const whole = text === null ? {} : readJsonObject(text, "--input-json");
  return { ...whole, ...readAssignments(input, "--input") };
}

/**
 * What a paused run is to be told: the values given, and those a person is asked for on a terminal. Null when it asked for
 * nothing. Throws `invalid_usage` when something is missing and nobody can be asked.
 */
export async function completeInput(
  context: CommandContext,
  api: ApiClient,
  run: FlowRun,
  given: JsonObject | null,
): Promise<JsonObject | null> {
  const schema = await askedSchema(api, run);
  if (schema === null) return given;
  const fields = readFields(schema);
  for (const [name, value] of Object.entries(given ?? {})) {
    const problem = inputProblem(name, value, schema);
    if (problem !== null) throw new TuttiError("invalid_input", `${name}: ${problem}`);
  }
  const missing = fields.filter(({ name }) => given?.[name] === undefined);
  const needed = missing.filter(({ isRequired }) => isRequired);
  if (needed.length === 0 && (given !== null || !context.isInteractive)) return given ?? {};
  if (!context.isInteractive) throw unanswered(run, needed);
  await sayQuestion(context, api, run);
  return { ...given, ...(await askFor(context, missing, schema)) };
}

/** What a paused run asks for; null when it asks for nothing. */
async function askedSchema(api: ApiClient, run: FlowRun): Promise<JsonObject | null> {
  const schema = await readQuestion(api, run, "schema");
  return isJsonObject(schema) ? definitionsNamed(schema) : null;
}

async function readQuestion(api: ApiClient, { id, state }: FlowRun, part: "schema" | "description"): Promise<unknown> {
  const key = state?.state_details.run_input_keyset?.[part];
  return key === undefined ? undefined : readFlowRunInput(api, id, key);
}

function unanswered({ name }: FlowRun, needed: readonly BlockField[]): TuttiError {
  const flags = needed.map((field) => `--input ${field.name}=…`).join(" ");
  return new TuttiError("invalid_usage", `${oneLine(name)} asks for more before it goes on: add ${flags}.`);
}

async function askFor(context: CommandContext, fields: readonly BlockField[], schema: JsonObject): Promise<JsonObject> {
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    const answer = await askField(context, field, "--input", (given) => answerProblem(field, given, schema));
    if (answer !== "") values[field.name] = answerValue(field, answer);
  }
  return values;
}

function answerValue(field: BlockField, answer: string): unknown {
  return field.kind === "text" ? answer : looseValue(answer, field.title);
}

function answerProblem(field: BlockField, answer: string, schema: JsonObject): string | null {
  try {
    return inputProblem(field.name, answerValue(field, answer), schema);
  } catch (error) {
    if (error instanceof TuttiError) return error.message;
    throw error;
  }
}

async function sayQuestion({ output }: CommandContext, api: ApiClient, run: FlowRun): Promise<void> {
  const description = await readQuestion(api, run, "description");
  if (typeof description === "string") output.say(oneLine(description));
}

/** Schemas of today say `$defs` where those of blocks say `definitions`. */
function definitionsNamed(schema: JsonObject): JsonObject {
  const { $defs } = schema;
  if ($defs === undefined) return schema;
  return readJsonObject(JSON.stringify({ ...schema, definitions: $defs }).replaceAll("#/$defs/", "#/definitions/"), "");
}
