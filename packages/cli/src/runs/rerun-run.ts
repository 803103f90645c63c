import { randomUUID } from "node:crypto";
import type { ApiClient } from "@tutti/client/http";
import { rerunFlowRun } from "@tutti/client/reruns";
import { filterTaskRuns } from "@tutti/client/task-runs";
import { TuttiError } from "@tutti/core/errors";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { readAssignments, readJsonObject, readSource } from "../json-input.ts";
import { oneLine } from "../plain-text.ts";
import { findFlowRun } from "./find-flow-run.ts";
import { isExecutedHere, runHere } from "./run-here.ts";
import { isOver } from "./state-text.ts";

interface RerunFlags {
  readonly from: string | null;
  readonly param: readonly string[];
  readonly params: string | null;
  readonly name: string | null;
  readonly entrypoint: string | null;
  readonly output: string | null;
}

/** Makes another run like this one, and executes it here when nobody else will. Answers the exit code. */
export async function rerunRun(context: CommandContext, reference: string, flags: RerunFlags): Promise<ExitCode> {
  const parameters = await givenParameters(flags);
  const api = await context.connect();
  const run = await findFlowRun(api, reference);
  if (!isOver(run)) throw new TuttiError("wrong_state", `${oneLine(run.name)} is ${run.state_name ?? "not over"}`);
  const from = flags.from === null ? null : await findStep(api, run, flags.from);
  const isHere = isExecutedHere(run, flags.entrypoint);
  const wanted = { from, parameters, name: flags.name, executed_here: isHere, idempotency_key: randomUUID() };
  const made = await rerunFlowRun(api, run.id, wanted);
  const { output } = context;
  const followed = from === null ? "" : ` from ${oneLine(flags.from ?? "")} on`;
  output.say(`${oneLine(made.name)} runs ${oneLine(run.name)} again${followed}.`);
  if (isHere) return runHere(context, made, { entrypoint: flags.entrypoint, changedCode: "accept" }, flags.output);
  if (flags.output === "json") output.json(made);
  else output.line(made.id);
  output.say(output.styleAside("dim", `A worker executes it. To follow it: tutti flow-run watch ${made.id}`));
  return EXIT.ok;
}

async function givenParameters({ param, params }: RerunFlags) {
  const whole = params === null ? {} : readJsonObject(params === "-" ? await readSource("-") : params, "--params");
  return { ...whole, ...readAssignments(param, "--param") };
}

/** The id of the run's step of that id or name. Throws `not_found`, `ambiguous_name`. */
async function findStep(api: ApiClient, run: FlowRun, reference: string): Promise<string> {
  const ofRun = { flow_run_id: { any_: [run.id] } };
  const isId = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(reference);
  const which = isId ? { id: { any_: [reference] } } : { name: { any_: [reference] } };
  const found = await filterTaskRuns(api, { task_runs: { ...ofRun, ...which }, sort: "ID_DESC", limit: 2 });
  const [step] = found;
  if (step === undefined) throw new TuttiError("not_found", `${oneLine(run.name)} has no step ${oneLine(reference)}.`);
  if (found.length === 1) return step.id;
  throw new TuttiError("ambiguous_name", `several steps of ${oneLine(run.name)} are called ${oneLine(reference)}`);
}
