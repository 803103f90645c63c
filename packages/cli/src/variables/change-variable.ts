import { ResponseError } from "@tutti/client/response-error";
import { createVariable, deleteVariable, updateVariable } from "@tutti/client/variables";
import { TuttiError } from "@tutti/core/errors";
import type { CommandContext } from "../context.ts";
import type { ExitCode } from "../exit-code.ts";
import { looseValue } from "../json-input.ts";
import { removeConfirmed } from "../remove-confirmed.ts";
import { findVariable } from "./find-variable.ts";

export async function setVariable(
  { output, connect }: CommandContext,
  name: string,
  text: string,
  options: { readonly overwrite: boolean; readonly tag: readonly string[] },
): Promise<void> {
  const value = looseValue(text, `The value of ${name}`);
  const api = await connect();
  const tags = [...options.tag];
  try {
    await createVariable(api, { name, value, tags });
  } catch (error) {
    if (!(error instanceof ResponseError) || error.status !== 409) throw error;
    if (!options.overwrite) {
      throw new TuttiError("name_taken", `a variable ${name}; --overwrite changes it`, { cause: error });
    }
    await updateVariable(api, name, { value, ...(tags.length === 0 ? {} : { tags }) });
  }
  output.say(`Set the variable ${name}.`);
}

export async function removeVariable(
  context: CommandContext,
  name: string,
  options: { readonly yes: boolean },
): Promise<ExitCode> {
  const api = await context.connect();
  await findVariable(api, name);
  return removeConfirmed(context, `the variable ${name}`, options.yes, () => deleteVariable(api, name));
}
