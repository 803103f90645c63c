import { TuttiError } from "@tutti/core/errors";
import type { Deployment } from "@tutti/core/wire/deployment";
import type { FlowHandle } from "../flow-handle.ts";
import { type CodePlace, fetchCode } from "./fetch-code.ts";
import { loadFlow } from "./load-flow.ts";

/** Fetches the deployment's code, goes there, and imports its flow. Rejects with what keeps it from that. */
export async function loadDeployedFlow(deployment: Deployment, place: CodePlace): Promise<FlowHandle> {
  const { name, entrypoint } = deployment;
  if (entrypoint === null) throw new TuttiError("invalid_entrypoint", `the deployment "${name}" names none`);
  const folder = await fetchCode(deployment, place);
  process.chdir(folder);
  place.log.debug(`Importing ${entrypoint} in ${folder}`);
  return loadFlow(entrypoint, folder);
}
