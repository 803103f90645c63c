import type { InstallableCommand } from "../command.ts";

/** A command: what stands in the list of commands, so that help loads none of them. */
export interface CommandEntry {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** One line in the list of commands. */
  readonly summary: string;
  /** Loads the command when it is called or its help is asked for. */
  readonly load: () => Promise<InstallableCommand>;
}

/** Commands that share a noun. */
export interface CommandGroup {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly summary: string;
  readonly commands: readonly (CommandEntry | CommandGroup)[];
}

/** Commands that stand below one heading in the list of all. */
export interface CommandSection {
  readonly heading: string;
  readonly commands: readonly (CommandEntry | CommandGroup)[];
}

export function isGroup(node: CommandEntry | CommandGroup): node is CommandGroup {
  return "commands" in node;
}
