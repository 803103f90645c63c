import type { Deployment } from "@tutti/core/wire/deployment";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import { changedValues, type FormValues } from "../../components/schema-form/form-values.ts";
import { defined } from "../../url/search-params.ts";

/** What is said of a custom run besides its parameters. */
export interface RunDraft {
  readonly name: string;
  /** An instant; empty for now. */
  readonly startAt: string;
  readonly message: string;
  readonly tags: readonly string[];
  readonly queue: string;
  readonly retries: number | undefined;
  readonly retryDelay: number | undefined;
  /** Undefined for the deployment's own. */
  readonly jobVariables: unknown;
  /** Whether the parameters are held against the schema. */
  readonly isEnforced: boolean;
}

export function newRunDraft(): RunDraft {
  return {
    name: "",
    startAt: "",
    message: "",
    tags: [],
    queue: "",
    retries: undefined,
    retryDelay: undefined,
    jobVariables: undefined,
    isEnforced: true,
  };
}

/** What a new run begins with that is to be like another. */
export function draftOfRun(run: Pick<FlowRun, "tags" | "job_variables">, own: readonly string[]): RunDraft {
  return {
    ...newRunDraft(),
    tags: run.tags.filter((tag) => !own.includes(tag) && tag !== "auto-scheduled"),
    jobVariables: isEmpty(run.job_variables) ? undefined : run.job_variables,
  };
}

function isEmpty(variables: object | null): boolean {
  return variables === null || Object.keys(variables).length === 0;
}

/** The body of `create_flow_run`: what is not said, the deployment says. Its own parameters need no repeating. */
export function requestOf(draft: RunDraft, values: FormValues, own: FormValues): object {
  const { retries, retryDelay } = draft;
  return defined({
    parameters: changedValues(values, own),
    name: draft.name.trim() === "" ? undefined : draft.name.trim(),
    state: {
      type: "SCHEDULED",
      message: draft.message === "" ? "Started from the dashboard" : draft.message,
      ...(draft.startAt === "" ? {} : { state_details: { scheduled_time: draft.startAt } }),
    },
    tags: draft.tags.length === 0 ? undefined : draft.tags,
    work_queue_name: draft.queue === "" ? undefined : draft.queue,
    empirical_policy:
      retries === undefined && retryDelay === undefined
        ? undefined
        : { retries: retries ?? null, retry_delay: retryDelay ?? null },
    job_variables: draft.jobVariables,
    enforce_parameter_schema: draft.isEnforced ? undefined : false,
  });
}

/** What to type for the same run. */
export function commandOf(deployment: Pick<Deployment, "id" | "parameters">, values: FormValues): string {
  const changed = Object.entries(changedValues(values, deployment.parameters));
  const params = changed.map(([key, value]) => ` -p ${quoted(`${key}=${JSON.stringify(value)}`)}`);
  return `tutti deployment run --id ${deployment.id}${params.join("")}`;
}

function quoted(text: string): string {
  return /^[\w=./:-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
