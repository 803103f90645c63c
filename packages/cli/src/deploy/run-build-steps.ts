import { join } from "node:path";
import type { Draft } from "@tutti/project/deploy/draft";
import { runSteps } from "@tutti/project/steps/run-steps";
import type { Outputs } from "@tutti/client/template/resolve-template";
import type { DeploySession } from "./deploy-session.ts";

/** Runs the build and push steps of every draft, and answers what they put out. Steps that drafts share are run once. */
export async function runBuildSteps(
  drafts: readonly Draft[],
  { sources, project, environment, home, output }: DeploySession,
): Promise<ReadonlyMap<Draft, Outputs>> {
  const done = new Map<string, Outputs>();
  const outputs = new Map<Draft, Outputs>();
  for (const draft of drafts) {
    const steps = [...draft.steps.build, ...draft.steps.push];
    const key = JSON.stringify(steps);
    const known = done.get(key);
    const result =
      known ??
      (
        await runSteps(steps, {
          sources,
          directory: project.directory,
          environment,
          say: (line) => output.say(line),
          cacheDirectory: join(home, "cache"),
        })
      ).outputs;
    done.set(key, result);
    outputs.set(draft, result);
  }
  return outputs;
}
