import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { TuttiError } from "@tutti/core/errors";
import type { EntryPoint } from "../entry-point.ts";
import type { FlowDescription } from "./flow-description.ts";

/** Where an entry point is looked for. */
export interface FlowSite {
  readonly folder: string;
  /** The file itself. */
  readonly path: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Asks a flow's file for its name, its version, its description and the schema of its parameters. The file is loaded in a
 * process of its own, never in this one. Throws `invalid_entrypoint`, `unloadable_flow`, `missing_python`.
 */
export async function describeFlow(
  entryPoint: EntryPoint,
  folder: string,
  environment: FlowSite["environment"],
): Promise<FlowDescription> {
  const path = resolve(folder, entryPoint.file);
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) {
    throw new TuttiError("invalid_entrypoint", `there is no file ${entryPoint.file} in ${folder}`);
  }
  const site: FlowSite = { folder, path, environment };
  if (entryPoint.language === "python") {
    const { describePythonFlow } = await import("./describe-python-flow.ts");
    return describePythonFlow(entryPoint, site);
  }
  const { describeNodeFlow } = await import("./describe-node-flow.ts");
  return describeNodeFlow(entryPoint, site);
}
