import {
  type BegunFlowRun,
  type beginFlowRunsBody,
  begunFlowRuns,
  FLOW_RUNS_MAX,
  flowRunStatesSet,
  type setFlowRunStatesBody,
} from "@tutti/core/wire/flow-run-batch";
import type { OrchestrationResult, setStateBody } from "@tutti/core/wire/orchestration";
import type { z } from "zod";
import { setFlowRunState, updateFlowRun } from "./flow-runs.ts";
import { GatheredCalls } from "./gathered-calls.ts";
import type { ApiClient } from "./http.ts";
import { epochHeader } from "./leases.ts";
import { ResponseError } from "./response-error.ts";

type Beginning = z.input<typeof beginFlowRunsBody>["flow_runs"][number];
type Proposal = z.input<typeof setFlowRunStatesBody>["proposals"][number];
type ProposalAnswer = z.output<typeof flowRunStatesSet>["results"][number];

/** What a run's process writes of it. */
export type FlowRunChange = NonNullable<Proposal["update"]>;

/** Whose the runs become, and for how long at first. */
export interface RunOwner {
  readonly owner: string;
  readonly ttl_seconds: number;
}

/** What the flow runs of a process ask of a Tutti server, those that ask at the same time together. */
export class FlowRunBatches {
  readonly #api: ApiClient;
  readonly #beginnings: GatheredCalls<Beginning, BegunFlowRun | null>;
  readonly #proposals: GatheredCalls<Proposal, ProposalAnswer>;

  constructor(api: ApiClient, owner: RunOwner) {
    this.#api = api;
    this.#beginnings = new GatheredCalls(async (flow_runs) => {
      const body = { ...owner, flow_runs };
      return (await api.post("/tutti/flow_runs/begin", body, begunFlowRuns)).flow_runs;
    }, FLOW_RUNS_MAX);
    this.#proposals = new GatheredCalls(async (proposals) => {
      return (await api.post("/tutti/flow_runs/set_states", { proposals }, flowRunStatesSet)).results;
    }, FLOW_RUNS_MAX);
  }

  /** Makes a run that is this process's, and Running. Null when that does not go in one: go step by step. */
  async begin(flowRun: Beginning): Promise<BegunFlowRun | null> {
    // What is wrong with one of them is told when it is made by itself.
    return this.#beginnings.call(flowRun).catch(nullForRefusal);
  }

  /** As `setFlowRunState`, for a run that is this process's by a lease of that epoch; what `update` says is written first. */
  async setState(
    id: string,
    epoch: number,
    body: z.input<typeof setStateBody>,
    update: FlowRunChange | null,
  ): Promise<OrchestrationResult> {
    const answer = await this.#proposals.call({ ...body, flow_run_id: id, epoch, update }).catch(nullForRefusal);
    if (answer === null) {
      if (update !== null) await updateFlowRun(this.#api, id, update, epochHeader(epoch));
      return setFlowRunState(this.#api, id, body, epochHeader(epoch));
    }
    if (!("refusal" in answer)) return answer;
    const { status, detail } = answer.refusal;
    throw new ResponseError(`The proposal for flow run ${id}`, status, { detail });
  }
}

/** The server refused a whole request: each of it has to be asked for alone, so that one harms none of the others. */
function nullForRefusal(error: unknown): null {
  if (error instanceof ResponseError) return null;
  throw error;
}
