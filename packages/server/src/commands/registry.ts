import { createArtifact } from "./create-artifact.ts";
import { createFlowRunInput } from "./create-flow-run-input.ts";
import { createFlow } from "./create-flow.ts";
import { createLogs } from "./create-logs.ts";
import { createVariable } from "./create-variable.ts";
import { deleteArtifact } from "./delete-artifact.ts";
import { deleteFlowRunInput } from "./delete-flow-run-input.ts";
import { deleteVariable } from "./delete-variable.ts";
import { recordEvents } from "./record-events.ts";
import { updateArtifact } from "./update-artifact.ts";
import { updateVariable } from "./update-variable.ts";

/** Every command by its name. */
export const commands = {
  createArtifact,
  createFlow,
  createFlowRunInput,
  createLogs,
  createVariable,
  deleteArtifact,
  deleteFlowRunInput,
  deleteVariable,
  recordEvents,
  updateArtifact,
  updateVariable,
};

export type Commands = typeof commands;
export type CommandName = keyof Commands;
export type CommandParams<N extends CommandName> = Parameters<Commands[N]>[2];
export type CommandResult<N extends CommandName> = Awaited<ReturnType<Commands[N]>>["result"];
