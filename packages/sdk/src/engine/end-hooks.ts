import type { FlowRun } from "@tutti/core/wire/flow-run";
import { connect } from "../connection.ts";
import { callHooks, hooksFor } from "../hooks.ts";
import { RunLogger } from "../logger.ts";
import { State } from "../state.ts";
import type { FlowDefinition } from "./flow-definition.ts";
import { scheduledTime } from "./scheduled-time.ts";
import { summaryOfWire } from "./propose-state.ts";

/** Calls the hooks of the state that the run has ended in, for its process, which was killed before it could. */
export async function callEndHooks(flow: FlowDefinition, flowRun: FlowRun): Promise<void> {
  const { id, name, state, run_count, tags, parameters } = flowRun;
  if (state === null) return;
  const { logs } = await connect();
  const logger = new RunLogger({ flowRunId: id, taskRunId: null, title: `Flow run '${name}'` }, logs);
  const due = { scheduledTime: scheduledTime(flowRun), deploymentId: flowRun.deployment_id };
  const info = { id, name, flowName: flow.name, runCount: run_count, tags, parameters, ...due };
  const error = new Error(state.message ?? `The run is ${state.name}`);
  const ended = new State(summaryOfWire(state), { kind: "error", error });
  await callHooks(hooksFor(flow.options, state.type), flow, info, ended, logger);
  await logs.flush();
}
