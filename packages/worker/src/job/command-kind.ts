import { z } from "zod";

/** Whose process a command starts: that decides who sends its logs and who keeps its lease. */
export const commandKinds = z.enum(["tutti", "prefect", "other"]);
export type CommandKind = z.infer<typeof commandKinds>;

const TUTTI = /(?:^|[\s/"'])tutti(?:\.mjs)?["']? flow-run execute\b/;
const PREFECT = /\bprefect\.engine\b|(?:^|[\s/"'])prefect["']? flow-run execute\b/;

/** By what the command says; one that hides it in a script is `other`. */
export function commandKind(command: string): CommandKind {
  if (TUTTI.test(command)) return "tutti";
  return PREFECT.test(command) ? "prefect" : "other";
}
