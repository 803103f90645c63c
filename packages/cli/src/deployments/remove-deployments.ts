import { deleteDeployment, filterDeployments } from "@tutti/client/deployments";
import type { ApiClient } from "@tutti/client/http";
import { TuttiError } from "@tutti/core/errors";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { removeConfirmed } from "../remove-confirmed.ts";
import { findDeployment, oneReference } from "./find-deployment.ts";

export async function removeDeployments(
  context: CommandContext,
  name: string | undefined,
  options: { readonly id: string | null; readonly all: boolean; readonly yes: boolean },
): Promise<ExitCode> {
  if (options.all && (name !== undefined || options.id !== null)) {
    throw new TuttiError("invalid_usage", "Give --all, or a name, or --id: one of them.");
  }
  const reference = options.all ? null : oneReference(name, options.id);
  const api = await context.connect();
  const targets = await readTargets(api, reference);
  const what = reference === null ? `all ${targets.length} deployments` : `the deployment ${reference}`;
  if (targets.length === 0) {
    context.output.say("There are no deployments.");
    return EXIT.ok;
  }
  return removeConfirmed(context, `${what} and the scheduled runs`, options.yes, async () => {
    for (const id of targets) await deleteDeployment(api, id);
  });
}

async function readTargets(api: ApiClient, reference: string | null): Promise<string[]> {
  if (reference !== null) return [(await findDeployment(api, reference)).deployment.id];
  const { readPages } = await import("../runs/read-pages.ts");
  const all = await readPages(Number.MAX_SAFE_INTEGER, (page) => filterDeployments(api, page));
  return all.map(({ id }) => id);
}
