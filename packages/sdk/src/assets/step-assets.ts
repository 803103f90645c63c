import type { EventMessage } from "@tutti/core/wire/event";
import { AllowedFailure } from "../allow-failure.ts";
import type { FlowRunScope } from "../engine/flow-run-scope.ts";
import type { StepCall } from "../engine/step-call.ts";
import { eventMessage } from "../events/new-event.ts";
import { relatedResource } from "../events/related-resource.ts";
import { runResources } from "../events/run-resources.ts";
import { type Asset, assetOf, assetResource } from "./asset.ts";
import { metadataOf } from "./asset-metadata.ts";

// A1: what a step makes is what its results are made of; a step that makes nothing passes on what it was given.
// A2: a step is noted when it has ended, also one that is given back: whatever is made from it has not ended before.
// A3: its events go before the state that ends it, over the same ordered session: they are on record when it is. A step that
//     is given back, or whose result was cached, made nothing.

const assetsOf = new WeakMap<FlowRunScope, Map<string, readonly Asset[]>>();

/** Keeps in mind what the step's results are made of. */
export function noteAssets(call: StepCall): void {
  const { materializes } = call.task.options;
  const { scope } = call;
  if (scope === null || (materializes === undefined && !mayHaveUpstream(call))) return;
  const assets = materializes === undefined ? upstreamAssets(call) : materializes.map(assetOf);
  const known = assetsOf.get(scope) ?? new Map<string, readonly Asset[]>();
  assetsOf.set(scope, known.set(call.step.run.id, assets));
}

/** What a step that is about to end in this state tells of assets. */
export async function assetEvents(call: StepCall, state: { type: string; name: string }): Promise<EventMessage[]> {
  const { task, step, scope } = call;
  const { materializes, materializedBy } = task.options;
  const isMade = state.type === "COMPLETED" && state.name !== "Cached";
  if (materializes === undefined || (!isMade && state.type !== "FAILED")) return [];
  const around = await runResources({ ...call.context, step });
  if (scope === null) around.push(relatedResource("task-run", step.run.id, step.run.fields.name));
  const upstream = upstreamAssets(call);
  const related = upstream.map(({ key }) => ({ "prefect.resource.id": key, "prefect.resource.role": "asset" }));
  if (materializedBy !== undefined)
    related.push({ "prefect.resource.id": materializedBy, "prefect.resource.role": "asset-materialized-by" });
  const event = `prefect.asset.materialization.${isMade ? "succeeded" : "failed"}`;
  const referenced = upstream.map((asset) => ({ event: "prefect.asset.referenced", resource: assetResource(asset) }));
  const made = materializes.map(assetOf).map((asset) => {
    return { event, resource: assetResource(asset), related, payload: metadataOf(step)?.get(asset.key) };
  });
  return [...referenced, ...made].map((one) => eventMessage(one, around).message);
}

function mayHaveUpstream({ task, scope }: StepCall): boolean {
  return task.options.assetDeps !== undefined || (scope !== null && assetsOf.has(scope));
}

/** Those of the steps whose results it was given or that it waited for, and those that it says itself; each once. */
function upstreamAssets(call: StepCall): readonly Asset[] {
  const { task, scope, upstream, step } = call;
  const known = scope === null ? undefined : assetsOf.get(scope);
  const { __parents__: _parents, ...inputs } = step.run.fields.inputs;
  const ids = Object.values(inputs).flatMap((sources) =>
    sources.flatMap((source) => (source.input_type === "task_run" ? [source.id] : [])),
  );
  const waited = upstream.map((item) => (item instanceof AllowedFailure ? item.future : item).taskRunId);
  const given = [...new Set([...ids, ...waited])].flatMap((id) => known?.get(id) ?? []);
  const all = [...given, ...(task.options.assetDeps ?? []).map(assetOf)];
  return [...new Map(all.map((asset) => [asset.key, asset])).values()];
}
