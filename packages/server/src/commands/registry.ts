import { recordEvents } from "./record-events.ts";
import { createFlow } from "./create-flow.ts";

/** Every command by its name. */
export const commands = { createFlow, recordEvents };

export type Commands = typeof commands;
export type CommandName = keyof Commands;
export type CommandParams<N extends CommandName> = Parameters<Commands[N]>[2];
export type CommandResult<N extends CommandName> = Awaited<ReturnType<Commands[N]>>["result"];
