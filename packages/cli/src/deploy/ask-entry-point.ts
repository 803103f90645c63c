import { TuttiError } from "@tutti/core/errors";
import { parseEntryPoint } from "@tutti/project/entry-point";
import { findFlows } from "@tutti/project/flow-description/find-flows";
import type { CommandContext } from "../context.ts";
import { ask, choose } from "../prompts.ts";

const OTHER = "";
const INSTEAD = "path/to/file.ts:mainFlow";

/** Lets a person pick one of the flows that are found in the folder, or type where another one is. */
export async function askEntryPoint(context: CommandContext, folder: string): Promise<string> {
  const flows = await findFlows(folder);
  if (flows.length > 0) {
    const chosen = await choose(context, {
      message: "Which flow?",
      instead: INSTEAD,
      choices: [
        ...flows.map((flow) => ({ value: flow, label: flow })),
        { value: OTHER, label: "another one", hint: "you type where it is" },
      ],
    });
    if (chosen !== OTHER) return chosen;
  }
  const typed = await ask(context, {
    message: "Where is the flow?",
    placeholder: INSTEAD,
    instead: INSTEAD,
    problem: problemOf,
  });
  return typed.trim();
}

function problemOf(answer: string): string | null {
  try {
    parseEntryPoint(answer);
    return null;
  } catch (error) {
    return error instanceof TuttiError ? error.detail : String(error);
  }
}
