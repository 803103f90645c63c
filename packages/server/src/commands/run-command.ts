import type { Deps } from "../deps.ts";
import type { Command, Outcome, Tx } from "./command.ts";
import { commands } from "./registry.ts";

type AnyCommand = Command<unknown, unknown>;
const byName = new Map<string, AnyCommand>(Object.entries(commands) as [string, AnyCommand][]);

/** Carries out a command given by name. `Store.command` has checked name and params by their types. */
export async function runCommand(name: string, tx: Tx, deps: Deps, params: unknown): Promise<Outcome<unknown>> {
  const command = byName.get(name);
  if (command === undefined) throw new Error(`There is no command "${name}"`);
  return command(tx, deps, params);
}
