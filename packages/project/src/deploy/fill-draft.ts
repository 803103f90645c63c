import { fillPlaceholders } from "@tutti/core/placeholder/fill-placeholders";
import { isJsonObject } from "@tutti/core/json-object";
import type { DeploymentValues } from "../files/project-schema.ts";
import { portableSteps } from "../steps/portable-steps.ts";
import { fillOutputs, type Outputs, resolveTemplate } from "@tutti/client/template/resolve-template";
import type { TemplateSources } from "@tutti/client/template/template-sources";
import type { Draft } from "./draft.ts";

/** A draft without placeholders, but for those that are filled when a run begins. */
export interface FilledDraft {
  readonly values: DeploymentValues;
  readonly pullSteps: readonly Readonly<Record<string, unknown>>[] | null;
}

/**
 * Fills a draft with blocks, variables, the environment and what its steps put out. Pull steps keep blocks and variables as
 * references, and so do job variables that name a block with a secret: secrets are read when a run begins, and no
 * deployment holds one. Throws `invalid_template` for a block or a variable that is not there.
 */
export async function fillDraft(draft: Draft, outputs: Outputs, sources: TemplateSources): Promise<FilledDraft> {
  const { triggers, work_pool: pool, build: _build, push: _push, pull: _pull, ...rest } = draft.values;
  const fill = (template: unknown, onSecret?: (secret: string) => void) =>
    resolveTemplate(template, outputs, sources, onSecret);
  // Looked up together, so that all that is missing is told at once.
  await fill([rest, pool, (triggers ?? []).map(({ parameters: _own, ...trigger }) => trigger)]);
  const values = {
    ...((await fill(rest)) as DeploymentValues),
    ...(pool === undefined ? {} : { work_pool: await fillPool(pool, outputs, sources) }),
    ...(triggers ? { triggers: await Promise.all(triggers.map((trigger) => fillTrigger(trigger, fill))) } : {}),
  };
  const pull = draft.steps.pull;
  const pullSteps = pull === null ? null : portableSteps((fillOutputs(pull, outputs) ?? []) as unknown[]);
  return { values, pullSteps: pullSteps as FilledDraft["pullSteps"] };
}

async function fillPool(pool: DeploymentValues["work_pool"], outputs: Outputs, sources: TemplateSources) {
  const { job_variables: variables, ...names } = pool ?? {};
  const filled = (await resolveTemplate(names, outputs, sources)) as typeof names;
  if (!isJsonObject(variables)) return filled;
  let holdsSecret = false;
  const guarded = guardContext(variables);
  const resolved = await resolveTemplate(guarded, outputs, sources, () => {
    holdsSecret = true;
  });
  const kept = holdsSecret ? fillOutputs(guarded, outputs, sources.environment) : resolved;
  return { ...filled, job_variables: freeContext(kept) as Record<string, unknown> };
}

/** What an event brings along is known when it happens: its parameters are left as they are. */
async function fillTrigger(
  trigger: Readonly<Record<string, unknown>>,
  fill: (template: unknown) => Promise<unknown>,
): Promise<Record<string, unknown>> {
  const { parameters, ...rest } = trigger;
  const filled = (await fill(rest)) as Record<string, unknown>;
  return parameters === undefined ? filled : { ...filled, parameters };
}

// `{{ ctx.flow.name }}` and its like are filled by the worker, from the run.
const OPEN = "\u0000ctx{";
const CLOSE = "}ctx\u0000";

function guardContext(template: unknown): unknown {
  return fillPlaceholders(template, (named) =>
    named.kind === "value" && named.path[0] === "ctx" ? { value: OPEN + named.path.join(".") + CLOSE } : "keep",
  );
}

function freeContext(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll(OPEN, "{{ ").replaceAll(CLOSE, " }}");
  if (Array.isArray(value)) return value.map(freeContext);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, freeContext(item)]));
}
