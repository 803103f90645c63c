import { AUTOMATIONS } from "./tree/automations.ts";
import { DATA } from "./tree/data.ts";
import { DEPLOYMENTS } from "./tree/deployments.ts";
import type { CommandSection } from "./tree/entry.ts";
import { PROJECTS } from "./tree/projects.ts";
import { RUNS } from "./tree/runs.ts";
import { SERVER } from "./tree/server.ts";
import { SETTINGS } from "./tree/settings.ts";
import { WORK } from "./tree/work.ts";
import { WORKERS } from "./tree/workers.ts";

/** Every command, as the list of all shows them. */
export const COMMAND_TREE: readonly CommandSection[] = [
  RUNS,
  PROJECTS,
  DEPLOYMENTS,
  WORK,
  WORKERS,
  DATA,
  AUTOMATIONS,
  SERVER,
  SETTINGS,
];
