import { z } from "zod";
import { parameterProblem } from "../automation/parameter-problem.ts";
import { templateProblem } from "../template/parse-template.ts";
import { nonNegativeDuration } from "./duration.ts";
import { opaqueObject, uuid } from "./primitives.ts";
import { stateType } from "./state.ts";

/** `selected` names its object; `inferred` takes the one of the triggering event. */
const source = z.enum(["selected", "inferred"]).default("selected");
const target = uuid.nullish().transform((id) => id ?? null);

type Target = { readonly source: "selected" | "inferred" } & Readonly<Record<string, unknown>>;

function namesItsTarget(key: string) {
  return (action: Target, context: z.core.$RefinementCtx): void => {
    const isNamed = action[key] !== null;
    if (isNamed !== (action.source === "selected")) {
      context.addIssue({ code: "custom", message: `${key} is ${isNamed ? "not allowed" : "required"}` });
    }
  };
}

function onDeployment<T extends string>(type: T) {
  return z
    .object({ type: z.literal(type), source, deployment_id: target })
    .superRefine(namesItsTarget("deployment_id"));
}

function onWorkQueue<T extends string>(type: T) {
  return z
    .object({ type: z.literal(type), source, work_queue_id: target })
    .superRefine(namesItsTarget("work_queue_id"));
}

function onWorkPool<T extends string>(type: T) {
  return z.object({ type: z.literal(type), source, work_pool_id: target }).superRefine(namesItsTarget("work_pool_id"));
}

function onAutomation<T extends string>(type: T) {
  return z
    .object({ type: z.literal(type), source, automation_id: target })
    .superRefine(namesItsTarget("automation_id"));
}

function plain<T extends string>(type: T) {
  return z.object({ type: z.literal(type) });
}

const template = z.string().superRefine((text, context) => {
  const problem = templateProblem(text);
  if (problem !== null) context.addIssue(`not a valid template: ${problem.message} (line ${problem.line})`);
});

const parameters = opaqueObject.superRefine((values, context) => {
  const problem = parameterProblem(values);
  if (problem !== null) context.addIssue(problem);
});

const runDeployment = z
  .object({
    type: z.literal("run-deployment"),
    source,
    deployment_id: target,
    parameters: parameters.nullable().default(null),
    job_variables: opaqueObject.nullable().default(null),
    schedule_after: nonNegativeDuration.default(0),
  })
  .superRefine(namesItsTarget("deployment_id"));

const changeFlowRunState = z.object({
  type: z.literal("change-flow-run-state"),
  name: z.string().nullable().default(null),
  state: stateType,
  message: z.string().nullable().default(null),
  force: z.boolean().default(false),
});

const sendNotification = z.object({
  type: z.literal("send-notification"),
  block_document_id: uuid,
  subject: template.default("Prefect automated notification"),
  body: template,
});

/** A payload is text; anything else, as older clients send it, becomes its JSON. */
function payloadText(value: unknown): unknown {
  return typeof value !== "string" && value !== null && value !== undefined ? JSON.stringify(value, null, 2) : value;
}

const callWebhook = z.object({
  type: z.literal("call-webhook"),
  block_document_id: uuid,
  payload: z.preprocess(payloadText, template).default(""),
});

/** What an automation does when it fires. */
export const automationAction = z.discriminatedUnion("type", [
  plain("do-nothing"),
  runDeployment,
  onDeployment("pause-deployment"),
  onDeployment("resume-deployment"),
  plain("cancel-flow-run"),
  plain("delete-flow-run"),
  changeFlowRunState,
  onWorkQueue("pause-work-queue"),
  onWorkQueue("resume-work-queue"),
  sendNotification,
  callWebhook,
  onAutomation("pause-automation"),
  onAutomation("resume-automation"),
  plain("suspend-flow-run"),
  plain("resume-flow-run"),
  onWorkPool("pause-work-pool"),
  onWorkPool("resume-work-pool"),
]);
export type AutomationAction = z.output<typeof automationAction>;
