import { writeFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { TuttiError } from "@tutti/core/errors";
import { entryPointText, parseEntryPoint } from "@tutti/project/entry-point";
import type { DeploymentValues } from "@tutti/project/files/project-schema";
import { describeFlow } from "@tutti/project/flow-description/describe-flow";
import type { FlowDescription } from "@tutti/project/flow-description/flow-description";
import type { CommandContext } from "../context.ts";
import type { deploymentBuildOptions } from "../commands/deployment-build.ts";
import type { OptionValues } from "../option.ts";
import { applyFiles } from "./apply-files.ts";
import { applyOptions, UNSAID } from "./apply-options.ts";

type BuildOptions = OptionValues<typeof deploymentBuildOptions>;

/** `tutti deployment build`: writes what `tutti deployment apply` deploys. */
export async function buildDeployment(context: CommandContext, given: string, options: BuildOptions): Promise<void> {
  const { output } = context;
  const folder = process.cwd();
  if (options.name === null) throw new TuttiError("invalid_deployment", "a name is missing; add -n NAME");
  const entryPoint = parseEntryPoint(given);
  const flow = await describeFlow(entryPoint, folder, await context.settings());
  for (const warning of flow.warnings) output.say(`${output.styleAside("yellow", "Warning:")} ${warning}`);
  const said = { ...UNSAID, ...options, jobVariables: options.overrides };
  const values = await applyOptions({}, entryPointText(entryPoint), options.name, said);
  const file = resolve(folder, options.file ?? `${entryPoint.exportName}-deployment.yaml`);
  await writeYaml(file, contentOf(values, flow, resolve(folder, options.path ?? ".")));
  output.say(`Wrote ${relative(folder, file)}.`);
  if (options.apply) await applyFiles(context, [file], null);
  else output.say(`To deploy it:\n  ${output.styleAside("cyan", `tutti deployment apply ${relative(folder, file)}`)}`);
}

/** In the order that Prefect 2 writes it in. */
function contentOf(values: DeploymentValues, flow: FlowDescription, path: string): Record<string, unknown> {
  const { work_pool: pool, schedules } = values;
  return {
    name: values.name,
    description: values.description ?? flow.description,
    version: values.version ?? flow.version,
    work_queue_name: pool?.work_queue_name ?? null,
    work_pool_name: pool?.name ?? null,
    tags: values.tags ?? [],
    parameters: values.parameters ?? {},
    ...(schedules ? { schedules } : {}),
    infra_overrides: pool?.job_variables ?? {},
    flow_name: flow.name,
    path,
    entrypoint: values.entrypoint,
    parameter_openapi_schema: flow.parameterSchema,
  };
}

async function writeYaml(file: string, content: Record<string, unknown>): Promise<void> {
  const { yamlText } = await import("@tutti/project/files/yaml-text");
  await writeFile(file, yamlText(content, "A deployment. To deploy it: tutti deployment apply <this file>"));
}
