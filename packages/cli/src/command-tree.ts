import { DEPLOYMENTS } from "./tree/deployments.ts";
import type { CommandSection } from "./tree/entry.ts";
import { RUNS } from "./tree/runs.ts";
import { SERVER } from "./tree/server.ts";
import { SETTINGS } from "./tree/settings.ts";

/** Every command, as the list of all shows them. */
export const COMMAND_TREE: readonly CommandSection[] = [RUNS, DEPLOYMENTS, SERVER, SETTINGS];
