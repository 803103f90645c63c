import type { ApiClient } from "@tutti/client/http";
import { CLIENT_SETTINGS } from "@tutti/core/settings/client-settings";
import type { Environment } from "@tutti/core/settings/read-settings";
import { type Project, readProject } from "@tutti/project/files/read-project";
import { serverSources, type TemplateSources } from "@tutti/client/template/template-sources";
import type { CommandContext } from "../context.ts";
import type { Output } from "../output.ts";

/** What all steps of one `tutti deploy` share. */
export interface DeploySession {
  readonly output: Output;
  readonly home: string;
  readonly api: ApiClient;
  readonly environment: Environment;
  readonly project: Project;
  readonly sources: TemplateSources;
  /** The work pool that the settings name, for deployments that name none. */
  readonly defaultPool: string | null;
  /** Work pools that a person named to be made. */
  readonly wantedPools: Set<string>;
  /** Work pools that were made on the way; they go again when nothing is deployed. */
  readonly madePools: Set<string>;
}

export async function openDeploySession(
  { output, home, connect, settings }: CommandContext,
  prefectFile: string | null,
): Promise<DeploySession> {
  const project = await readProject(process.cwd(), prefectFile);
  for (const warning of project.warnings) warn(output, warning);
  const [api, environment] = await Promise.all([connect(), settings()]);
  const { name, aliases } = CLIENT_SETTINGS.defaultWorkPoolName;
  const defaultPool = [name, ...(aliases ?? [])].map((key) => environment[key] ?? "").find((value) => value !== "");
  const sources = serverSources(api, environment);
  return {
    output,
    home,
    api,
    environment,
    project,
    sources,
    defaultPool: defaultPool ?? null,
    wantedPools: new Set(),
    madePools: new Set(),
  };
}

export function warn(output: Output, warning: string): void {
  output.say(`${output.styleAside("yellow", "Warning:")} ${warning}`);
}
