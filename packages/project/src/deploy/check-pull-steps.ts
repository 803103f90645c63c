import { TuttiError } from "@tutti/core/errors";
import { placeholdersWithin } from "@tutti/core/placeholder/fill-placeholders";
import { knownStepName, loadStep, stepName } from "../steps/step-names.ts";
import { stepCall } from "../steps/step-call.ts";
import type { DeclaredDeployment } from "./declared-deployment.ts";

type Declared = Pick<DeclaredDeployment, "name" | "pullSteps" | "entryPoint">;

/**
 * Holds pull steps against what their steps take, as far as it is known before a run: what would fail in each run is not
 * deployed. Steps of Python's own are left to Python. Throws `invalid_deployment`.
 */
export async function checkPullSteps({ name, pullSteps, entryPoint }: Declared): Promise<void> {
  for (const step of pullSteps ?? []) {
    try {
      await checkStep(step, entryPoint.language === "python");
    } catch (error) {
      if (!(error instanceof TuttiError)) throw error;
      const [of = "a step"] = Object.keys(step);
      throw new TuttiError("invalid_deployment", `${name}: pull: ${of}: ${error.detail}`, { cause: error });
    }
  }
}

async function checkStep(step: unknown, isPython: boolean): Promise<void> {
  const call = stepCall(step);
  if (call === null || (isPython && stepName(call.name) === null)) return;
  const { problem } = await loadStep(knownStepName(call.name));
  const late = Object.keys(call.inputs).filter((key) => placeholdersWithin(call.inputs[key]).length > 0);
  const found = problem(call.inputs, new Set(late));
  if (found !== null) throw new TuttiError("invalid_step", found);
}
