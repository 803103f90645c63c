import { fork } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { TuttiError } from "@tutti/core/errors";
import { z } from "zod";
import type { CommandContext } from "../context.ts";
import { oneLine } from "../plain-text.ts";

const answers = z.union([
  z.object({ registered: z.array(z.object({ slug: z.string(), name: z.string() })) }),
  z.object({ error: z.string() }),
]);

export interface RegisterOptions {
  readonly module: string | null;
  readonly file: string | null;
}

/** Registers every class of blocks that a module exports. It is loaded in a process of its own; what that prints goes to stderr. */
export async function registerBlocks({ output, connect, settings }: CommandContext, options: RegisterOptions) {
  const { kind, place } = placeOf(options);
  await connect();
  const answer = await answerOf(kind, place, { ...(await settings()) });
  if ("error" in answer) throw new TuttiError("invalid_block", `${place} cannot be registered: ${answer.error}`);
  if (answer.registered.length === 0) {
    throw new TuttiError("invalid_block", `${place} exports no class of blocks; defineBlock makes one`);
  }
  output.table(
    answer.registered,
    [
      { header: "SLUG", cell: ({ slug }) => output.style("bold", oneLine(slug)) },
      { header: "NAME", cell: ({ name }) => oneLine(name) },
    ],
    "None.",
  );
  output.say("\nMake one: tutti block create <slug>");
}

function placeOf({ module, file }: RegisterOptions): { readonly kind: string; readonly place: string } {
  if (module !== null && file === null) return { kind: "module", place: module };
  if (file !== null && module === null) return { kind: "file", place: resolve(file) };
  throw new TuttiError("invalid_usage", "Which blocks? Give --module <package> or --file <path>: one of them.");
}

async function answerOf(kind: string, place: string, env: NodeJS.ProcessEnv): Promise<z.output<typeof answers>> {
  const program = fileURLToPath(import.meta.resolve("@tutti/sdk/blocks/register-program"));
  const child = fork(program, [kind, place], { env, execArgv: [], stdio: ["ignore", 2, 2, "ipc"] });
  try {
    const ended = once(child, "disconnect").then(() => [{ error: "it ended its process when it was loaded" }]);
    const [message] = await Promise.race([once(child, "message"), ended]);
    return answers.parse(message);
  } finally {
    child.kill("SIGKILL");
  }
}
