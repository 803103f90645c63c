import { FLOW_MARK, type FlowMark } from "@tutti/core/flow-mark";
import type { Argument } from "./arguments.ts";
import { callAssignedRun, callExistingRun, callFlow, takeOfferedRun } from "./engine/call-flow.ts";
import type { ChangedCode } from "./engine/open-run.ts";
import type { DeployedFlow, DeployOptions } from "./deploy/deploy-options.ts";
import { defineFlow, type FlowDefinition, type FlowFunction } from "./engine/flow-definition.ts";
import { connect } from "./connection.ts";
import { standingOf } from "./engine/open-begun-run.ts";
import { giveHandle } from "./flow-handle.ts";
import { isImporting, noteMade, refuseWhileImporting } from "./engine/import-guard.ts";
import { keptInRun } from "./engine/kept-in-run.ts";
import type { DeploymentOptions, ServeOptions } from "./serve/deployment-options.ts";
import { callingFile } from "./serve/flow-place.ts";
import { serve } from "./serve/serve.ts";
import type { FlowDeployment } from "./serve/to-deployment.ts";
import type { CheckedFlowOptions, FlowOptions } from "./flow-options.ts";
import type { SchemaInput, SchemaOutput, StandardSchema } from "./standard-schema.ts";
import type { Returned } from "./returned-outcome.ts";
import type { State } from "./state.ts";

/** A flow's arguments: one object of parameters, or none. */
export type FlowArguments = readonly [] | readonly [parameters?: object | undefined];

type FlowCallArguments<A extends readonly unknown[]> = {
  [Index in keyof A]: A[Index] | { [Name in keyof A[Index]]: Argument<A[Index][Name]> };
};

export interface ResumeOptions {
  /**
   * What to do when the flow's code has changed and a step is not on record: fail (unless given otherwise), `accept` the
   * step as a new one, or `rerun` every step.
   */
  readonly changedCode?: ChangedCode;
}

/** A function whose runs are recorded, and whose tasks are its steps. */
export interface Flow<A extends readonly unknown[], R> {
  /** Runs the flow and gives its result; rejects with what the function threw. Within a flow it is a subflow. */
  (...args: FlowCallArguments<A>): Promise<R>;
  readonly name: string;
  /** Runs the flow and gives the state it ended in; does not reject for what the function threw. */
  state(...args: FlowCallArguments<A>): Promise<State<R>>;
  /** Executes a run that exists, from its last committed step: one that crashed, failed, or waits to be executed. */
  resume(flowRunId: string, options?: ResumeOptions): Promise<R>;
  /** What the flow is deployed as by `serve(…)`, which serves several. */
  toDeployment(options?: DeploymentOptions): Promise<FlowDeployment>;
  /**
   * Deploys the flow, and executes its runs from this machine, each in a process of its own, until Ctrl-C or SIGTERM. Its
   * code stays where it is, in the file that made it.
   */
  serve(options?: ServeOptions): Promise<void>;
  /**
   * Deploys the flow for the workers of a pool, and gives the deployment's id and name. The same name changes what is
   * deployed. Rejects with `invalid_deployment`, `invalid_entrypoint` and `missing_work_pool` before anything is sent.
   */
  deploy(options: DeployOptions): Promise<DeployedFlow>;
  /** The same flow with some options changed. */
  withOptions(options: FlowOptions<A[0]>): Flow<A, R>;
}

/** The arguments of a flow whose parameters are checked: none are needed when the schema accepts `{}`. */
type CheckedArguments<S extends StandardSchema> =
  {} extends SchemaInput<S> ? [parameters?: SchemaInput<S>] : [parameters: SchemaInput<S>];

/**
 * Makes a flow of a function: `flow(fn)` or `flow(options, fn)`. Its parameters are one object; with `parameters: schema`
 * (zod, or any Standard Schema) they are checked before the function is called, and the function gets what the schema
 * makes of them.
 *
 * ```ts
 * export const mainFlow = flow({ logPrints: true }, async function mainFlow({ month = 1 }: Params = {}) { … });
 * ```
 *
 * Throws `unnamed_function` for a function without a name, `TypeError` and `RangeError` for impossible options.
 */
export function flow<A extends FlowArguments, R>(fn: (...args: A) => R): Flow<A, Returned<Awaited<R>>>;
export function flow<S extends StandardSchema, R>(
  options: CheckedFlowOptions<S, SchemaInput<NoInfer<S>>>,
  fn: (parameters: SchemaOutput<S>) => R,
): Flow<CheckedArguments<S>, Returned<Awaited<R>>>;
export function flow<A extends FlowArguments, R>(
  options: FlowOptions<NoInfer<A>[0]>,
  fn: (...args: A) => R,
): Flow<A, Returned<Awaited<R>>>;
export function flow(first: FlowOptions | FlowFunction, second?: FlowFunction): Flow<readonly unknown[], unknown> {
  if (typeof first === "function" && second !== undefined)
    throw new TypeError("flow takes its options first: flow(options, fn)");
  const [options, fn] = typeof first === "function" ? [{}, first] : [first, second];
  if (typeof fn !== "function") throw new TypeError("flow needs a function: flow(fn) or flow(options, fn)");
  return makeFlow(defineFlow(options as FlowOptions<unknown>, fn, callingFile()));
}

// The engine deals in unknown values; the types of a flow's parameters and result are settled by the overloads.
function makeFlow(definition: FlowDefinition): Flow<readonly unknown[], unknown> {
  const result = async (args: readonly unknown[]): Promise<unknown> => (await callFlow(definition, args)).result();
  const call = (...args: readonly unknown[]): Promise<unknown> => keptInRun(result(args));
  const methods = {
    state: (...args: readonly unknown[]) => callFlow(definition, args),
    resume: async (flowRunId: string, { changedCode = "refuse" }: ResumeOptions = {}) =>
      (await callExistingRun(definition, flowRunId, [], changedCode)).result(),
    withOptions: (options: FlowOptions<unknown>) =>
      makeFlow(
        defineFlow({ ...definition.options, name: definition.name, ...options }, definition.fn, definition.file),
      ),
    toDeployment: (options: DeploymentOptions = {}) => deploymentOf(call, definition, options),
    serve: async ({ limit, pauseOnShutdown, ...options }: ServeOptions = {}) => {
      if (isImporting()) return;
      const serving = Object.fromEntries(
        Object.entries({ limit, pauseOnShutdown }).filter(([, value]) => value !== undefined),
      );
      await serve(await deploymentOf(call, definition, options), serving);
    },
  };
  const deploy = async (options: DeployOptions) => {
    refuseWhileImporting(definition.name);
    const { deployFlow } = await import("./deploy/deploy-flow.ts");
    return deployFlow(call, definition, options);
  };
  giveHandle(call, {
    name: definition.name,
    functionName: definition.fn.name,
    execute: (flowRun, epoch, begun = null) => callAssignedRun(definition, flowRun, epoch, begun),
    standing: async () => standingOf(definition, await connect()),
    take: (offered) => takeOfferedRun(definition, offered),
    callEndHooks: async (flowRun) => (await import("./engine/end-hooks.ts")).callEndHooks(definition, flowRun),
    resume: (flowRunId, changedCode) => callExistingRun(definition, flowRunId, [], changedCode),
    replay: async (recording) => (await import("./testing/replay-flow.ts")).replayFlow(definition, recording),
  });
  const { name, version, schema, options } = definition;
  const mark: FlowMark = { name, version, description: options.description ?? null, parameters: schema };
  Object.defineProperties(call, { name: { value: definition.name }, [FLOW_MARK]: { value: mark } });
  noteMade(call);
  return Object.assign(call, methods, { deploy });
}

async function deploymentOf(flow: object, definition: FlowDefinition, options: DeploymentOptions) {
  const { toDeployment } = await import("./serve/to-deployment.ts");
  return toDeployment(flow, definition, options);
}
