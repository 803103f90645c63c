import type { z } from "zod";
import { didYouMean } from "@tutti/client/closest";
import { TuttiError } from "@tutti/core/errors";
import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import { checkDeclaration } from "@tutti/core/parameters/check-parameters";
import { checkJobVariables } from "@tutti/core/parameters/job-variables";
import { deploymentCreate } from "@tutti/core/wire/deployment";
import type { DeploymentPlan } from "./deployment-plan.ts";

type Body = DeploymentPlan["body"];

const NO_FLOW = "00000000-0000-0000-0000-000000000000";

/**
 * Holds a plan against all that the server would hold it against, so that nothing is sent when something is wrong. Throws
 * `invalid_deployment`.
 */
export function checkPlan({ body, workPool }: Pick<DeploymentPlan, "body" | "workPool">): void {
  checkBody(body);
  const flaw = checkJobVariables(workPool.base_job_template, [body.job_variables ?? {}], { ignoresRequired: true });
  if (flaw?.kind === "variables") {
    throw invalid(body, `its job variables do not fit the pool ${workPool.name}: ${flaw.reason}`);
  }
}

/** The same of a deployment that needs no pool. */
export function checkBody(body: Body): void {
  checkParameters(body);
  const checked = deploymentCreate.safeParse({ ...body, flow_id: NO_FLOW });
  if (!checked.success) throw invalid(body, issueText(checked.error));
}

function checkParameters(body: Body): void {
  const { enforce_parameter_schema: isEnforced, parameter_openapi_schema: schema, parameters } = body;
  if (isEnforced !== true || !schema) return;
  const layers = [{}, ...(body.schedules ?? []).map((schedule) => schedule.parameters ?? {})];
  for (const [index, layer] of layers.entries()) {
    const given: JsonObject = { ...(isJsonObject(parameters) ? parameters : {}), ...layer };
    const verdict = checkDeclaration(schema, given);
    checkNames(body, given, schema);
    const where = index === 0 ? "its parameters do" : `the parameters of schedule ${index} do`;
    if (verdict.kind !== "fine") throw invalid(body, `${where} not fit the flow: ${verdict.reason}`);
  }
}

/** A name that is misspelt would be passed on, and nobody would notice. */
function checkNames(body: Body, given: JsonObject, schema: JsonObject): void {
  const properties = schema["properties"];
  if (!isJsonObject(properties) || schema["additionalProperties"] === true) return;
  const known = Object.keys(properties);
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(properties, name));
  if (unknown === undefined) return;
  const takes = known.length === 0 ? "It takes none." : `It takes ${known.join(", ")}.`;
  throw invalid(body, `the flow has no parameter ${unknown}.${didYouMean(unknown, known)} ${takes}`);
}

function invalid({ name }: Body, problem: string): TuttiError {
  return new TuttiError("invalid_deployment", `${name}: ${problem}`);
}

function issueText({ issues: [issue] }: z.ZodError): string {
  if (issue?.path.join(".") === "name") return "a deployment's name has none of / % & > <, and is not empty";
  return [issue?.path.join("."), issue?.message].filter(Boolean).join(": ");
}
