import { defineCommand } from "../command.ts";
import { flag, text, texts, toggle } from "../option.ts";
import { deployOptions } from "./deploy.ts";

const { names: _names, ...shared } = deployOptions;

export const deploymentBuildOptions = {
  name: text("-n, --name <name>", "the deployment's name"),
  description: shared.description,
  version: shared.version,
  tags: shared.tags,
  pool: shared.pool,
  workQueue: shared.workQueue,
  overrides: texts("--override <key=value>", "how its runs are started, over what the pool says"),
  cron: shared.cron,
  interval: shared.interval,
  rrule: shared.rrule,
  anchorDate: shared.anchorDate,
  timezone: shared.timezone,
  param: shared.param,
  params: shared.params,
  path: text("--path <folder>", "where the code is when it runs; this folder unless given"),
  file: text("-o, --output <file>", "the file to write; <flow>-deployment.yaml unless given"),
  apply: flag("-a, --apply", "deploy it at once"),
  infra: text("-i, --infra <type>", "taken for Prefect 2's sake: the pool says how runs are started"),
  skipUpload: toggle("--skip-upload", "taken for Prefect 2's sake: nothing is uploaded"),
};

export const deploymentBuild = defineCommand({
  description:
    "Writes a file that describes a deployment, as in Prefect 2; tutti deployment apply deploys it. tutti deploy does both at once.",
  arguments: [{ term: "<entrypoint>", description: "file and exported flow, such as flows/taxi.ts:mainFlow" }],
  options: deploymentBuildOptions,
  examples: [
    ["tutti deployment build taxi.ts:mainFlow -n taxi1 -p zoompool", "writes mainFlow-deployment.yaml"],
    ["tutti deployment build taxi.ts:mainFlow -n taxi1 -p zoompool --apply", "and deploys it"],
  ],
  async run(context, { args, options }) {
    const { buildDeployment } = await import("../deploy/build-deployment.ts");
    return buildDeployment(context, args[0] ?? "", options);
  },
});
