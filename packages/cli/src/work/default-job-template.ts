import { writeFile } from "node:fs/promises";
import { TuttiError } from "@tutti/core/errors";
import type { CommandContext } from "../context.ts";
import { workerType } from "./worker-type.ts";

export async function writeDefaultTemplate(
  context: CommandContext,
  options: { readonly type: string | null; readonly file: string | null },
): Promise<void> {
  const { baseJobTemplate } = await workerType(await context.connect(), options.type, context);
  const { file } = options;
  if (file === null) {
    context.output.json(baseJobTemplate);
    return;
  }
  // What stands there already is not overwritten: it may hold somebody's changes.
  await writeFile(file, `${JSON.stringify(baseJobTemplate, null, 2)}\n`, { flag: "wx" }).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TuttiError("invalid_usage", `The file ${file} cannot be written: ${reason}.`, { cause: error });
  });
  context.output.say(`Wrote ${file}. Edit it, then: tutti work-pool create <name> --base-job-template ${file}`);
}
