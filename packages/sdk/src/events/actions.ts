import type { ApiClient } from "@tutti/client/http";
import type { automationAction } from "@tutti/core/wire/automation-action";
import type { StateType } from "@tutti/core/state-type";
import type { z } from "zod";
import type { Block } from "../blocks/block.ts";
import { wireParameters } from "../serve/to-deployment.ts";
import { automationId, blockId, deploymentId, workPoolId, workQueueId } from "./action-targets.ts";

/** An action as the API takes it. */
export type WireAction = z.input<typeof automationAction>;

/** What an automation does; what it names is looked up when the automation is saved. */
export type Action = WireAction | ((api: ApiClient) => Promise<WireAction>);

export interface RunDeploymentOptions {
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly jobVariables?: Readonly<Record<string, unknown>>;
  /** How long after the event. At once unless given. */
  readonly scheduleAfterSeconds?: number;
}

export interface ChangeStateOptions {
  readonly state: StateType;
  readonly name?: string;
  readonly message?: string;
  readonly force?: boolean;
}

export interface NotificationOptions {
  /** A block that notifies: itself, its id, or `slug/name`. */
  readonly block: string | Block;
  /** Templates: `{{ flow_run.name }}`. */
  readonly subject?: string;
  readonly body: string;
}

export interface WebhookOptions {
  /** A block of the type Webhook: itself, its id, or `slug/name`. */
  readonly block: string | Block;
  /** A template. What is no text is written as JSON. */
  readonly payload?: unknown;
}

type Targeted = "deployment_id" | "work_pool_id" | "work_queue_id" | "automation_id";

/**
 * What automations do. Who is acted upon is named by id or name (`flow/deployment`, a pool, `pool/queue`, an automation); when
 * it is left out, it is the one of the event.
 */
export const actions = {
  doNothing: (): Action => ({ type: "do-nothing" }),

  runDeployment: (deployment?: string, options: RunDeploymentOptions = {}): Action => {
    const { parameters, jobVariables, scheduleAfterSeconds } = options;
    const rest = {
      parameters: parameters === undefined ? null : wireParameters(parameters),
      job_variables: jobVariables === undefined ? null : wireParameters(jobVariables),
      schedule_after: scheduleAfterSeconds ?? 0,
    };
    return async (api) => ({
      type: "run-deployment",
      ...rest,
      ...(await target("deployment_id", deployment, (name) => deploymentId(api, name))),
    });
  },

  pauseDeployment: (deployment?: string): Action => onDeployment("pause-deployment", deployment),
  resumeDeployment: (deployment?: string): Action => onDeployment("resume-deployment", deployment),

  pauseWorkPool: (pool?: string): Action => onWorkPool("pause-work-pool", pool),
  resumeWorkPool: (pool?: string): Action => onWorkPool("resume-work-pool", pool),

  pauseWorkQueue: (queue?: string): Action => onWorkQueue("pause-work-queue", queue),
  resumeWorkQueue: (queue?: string): Action => onWorkQueue("resume-work-queue", queue),

  pauseAutomation: (automation?: string): Action => onAutomation("pause-automation", automation),
  resumeAutomation: (automation?: string): Action => onAutomation("resume-automation", automation),

  cancelFlowRun: (): Action => ({ type: "cancel-flow-run" }),
  deleteFlowRun: (): Action => ({ type: "delete-flow-run" }),
  suspendFlowRun: (): Action => ({ type: "suspend-flow-run" }),
  resumeFlowRun: (): Action => ({ type: "resume-flow-run" }),

  changeFlowRunState: ({ state, name, message, force = false }: ChangeStateOptions): Action => ({
    type: "change-flow-run-state",
    state,
    name: name ?? null,
    message: message ?? null,
    force,
  }),

  sendNotification:
    ({ block, subject, body }: NotificationOptions): Action =>
    async (api) => ({
      type: "send-notification",
      block_document_id: await blockId(api, block),
      ...(subject === undefined ? {} : { subject }),
      body,
    }),

  callWebhook:
    ({ block, payload = "" }: WebhookOptions): Action =>
    async (api) => ({ type: "call-webhook", block_document_id: await blockId(api, block), payload }),
};

function onDeployment(type: "pause-deployment" | "resume-deployment", name?: string): Action {
  return async (api) => ({ type, ...(await target("deployment_id", name, (given) => deploymentId(api, given))) });
}

function onWorkPool(type: "pause-work-pool" | "resume-work-pool", name?: string): Action {
  return async (api) => ({ type, ...(await target("work_pool_id", name, (given) => workPoolId(api, given))) });
}

function onWorkQueue(type: "pause-work-queue" | "resume-work-queue", name?: string): Action {
  return async (api) => ({ type, ...(await target("work_queue_id", name, (given) => workQueueId(api, given))) });
}

function onAutomation(type: "pause-automation" | "resume-automation", name?: string): Action {
  return async (api) => ({ type, ...(await target("automation_id", name, (given) => automationId(api, given))) });
}

async function target(key: Targeted, name: string | undefined, find: (name: string) => Promise<string>) {
  const id = name === undefined ? null : await find(name);
  const named: { [P in Targeted]?: string | null } = { [key]: id };
  return { source: id === null ? ("inferred" as const) : ("selected" as const), ...named };
}
