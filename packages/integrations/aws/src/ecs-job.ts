import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import { plainNumber, toPlain } from "@tutti/core/exact-json";
import { TuttiError } from "@tutti/core/errors";
import type { JobConfiguration } from "@tutti/worker/job/job-configuration";
import { readFields } from "@tutti/worker/job/read-fields";
import { z } from "zod";

const text = z.string().nullish().transform(filled);
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);
const object = z.record(z.string(), z.unknown()).nullish().transform(said);
const seconds = (usual: number) =>
  z.preprocess(plainNumber, z.number().nonnegative().nullish()).transform((value) => value || usual);

const container = z.looseObject({
  name: z.string().optional(),
  image: z.string().optional(),
  essential: z.boolean().optional(),
  environment: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })).optional(),
  secrets: z.array(z.looseObject({ name: z.string(), valueFrom: z.string() })).optional(),
});

const size = z.union([z.string(), z.number().transform(String)]).optional();

const definition = z.looseObject({
  family: z.string().optional(),
  cpu: size,
  memory: size,
  executionRoleArn: z.string().optional(),
  networkMode: z.enum(["awsvpc", "bridge", "host", "none"]).optional(),
  requiresCompatibilities: z.array(z.enum(["FARGATE", "EC2", "EXTERNAL", "MANAGED_INSTANCES"])).optional(),
  containerDefinitions: z.array(container).default([]),
});

const override = z.looseObject({ name: z.string().optional() });

const request = z.looseObject({
  launchType: z.enum(["FARGATE", "FARGATE_SPOT", "EC2", "EXTERNAL", "MANAGED_INSTANCES"]).optional(),
  cluster: z.string().optional(),
  taskDefinition: z.string().optional(),
  capacityProviderStrategy: z.array(z.record(z.string(), z.unknown())).optional(),
  networkConfiguration: z.record(z.string(), z.unknown()).optional(),
  tags: z
    .union([z.record(z.string(), z.string()), z.array(z.looseObject({ key: z.string(), value: z.string() }))])
    .optional(),
  overrides: z.looseObject({ cpu: size, memory: size, containerOverrides: z.array(override).default([]) }).prefault({}),
});

const ecsFields = z.looseObject({
  aws_credentials: z.record(z.string(), z.unknown()).nullish(),
  task_definition: object.pipe(definition),
  task_run_request: object.pipe(request),
  configure_cloudwatch_logs: flag,
  cloudwatch_logs_options: z.record(z.string(), z.string()).nullish(),
  cloudwatch_logs_prefix: text,
  network_configuration: object,
  vpc_id: text,
  container_name: text,
  cluster: text,
  auto_deregister_task_definition: flag,
  match_latest_revision_in_family: flag,
  prefect_api_key_secret_arn: text,
  prefect_api_auth_string_secret_arn: text,
  task_start_timeout_seconds: seconds(300),
  task_watch_poll_interval: seconds(5),
});

export type EcsContainer = z.output<typeof container>;
export type EcsDefinition = z.output<typeof definition>;
export type EcsRequest = z.output<typeof request>;

/** What the configuration of a job says to ECS, beside its command, environment, labels and name. */
export interface EcsJob {
  /** The data of a block of credentials; null: AWS' own ways of signing in. */
  readonly credentials: JsonObject | null;
  /** In ECS' own words, without what nobody filled in. */
  readonly definition: EcsDefinition;
  readonly request: EcsRequest;
  readonly cluster: string | null;
  readonly containerName: string | null;
  /** Null: what the container prints goes where the task definition says. */
  readonly logs: { readonly options: Readonly<Record<string, string>>; readonly prefix: string | null } | null;
  readonly network: JsonObject;
  readonly vpcId: string | null;
  readonly deregisters: boolean;
  readonly matchesFamily: boolean;
  /** Secrets of AWS that hold variables of the environment, by the variables' names. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly startSeconds: number;
  readonly pollSeconds: number;
}

/** Reads a job's configuration. Throws `invalid_template` that names the field which is no such thing. */
export function ecsJob({ fields }: JobConfiguration): EcsJob {
  const data = readFields(ecsFields, fields);
  const logs = { options: data.cloudwatch_logs_options ?? {}, prefix: data.cloudwatch_logs_prefix };
  const job: EcsJob = {
    credentials: data.aws_credentials ?? null,
    definition: data.task_definition,
    request: data.task_run_request,
    cluster: data.cluster ?? data.task_run_request.cluster ?? null,
    containerName: data.container_name,
    logs: data.configure_cloudwatch_logs ? logs : null,
    network: data.network_configuration,
    vpcId: data.vpc_id,
    deregisters: data.auto_deregister_task_definition,
    matchesFamily: data.match_latest_revision_in_family,
    secrets: given({
      PREFECT_API_KEY: data.prefect_api_key_secret_arn,
      PREFECT_API_AUTH_STRING: data.prefect_api_auth_string_secret_arn,
    }),
    startSeconds: data.task_start_timeout_seconds,
    pollSeconds: data.task_watch_poll_interval,
  };
  check(job, Object.keys(logs.options).length > 0);
  return job;
}

function check(
  { definition: wanted, request: { taskDefinition }, logs, network, vpcId }: EcsJob,
  hasOptions: boolean,
): void {
  const containers = wanted.containerDefinitions;
  if (containers.length > 0 && containers.every(({ essential }) => essential === false)) {
    throw unfit("task_definition", "one container at least must be essential");
  }
  if (logs === null && hasOptions) {
    throw unfit("cloudwatch_logs_options", "it needs configure_cloudwatch_logs");
  }
  if (logs !== null && taskDefinition === undefined && wanted.executionRoleArn === undefined) {
    throw unfit("configure_cloudwatch_logs", "it needs an execution_role_arn, as whom ECS writes the logs");
  }
  if (Object.keys(network).length > 0 && vpcId === null) throw unfit("network_configuration", "it needs a vpc_id");
}

function unfit(field: string, detail: string): TuttiError {
  return new TuttiError("invalid_template", `${field} of the job: ${detail}`);
}

function given(values: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (value === null ? [] : [[key, value]])));
}

/** What the template leaves empty is not there for ECS. */
function said(value: Record<string, unknown> | null | undefined): JsonObject {
  const plain = withoutEmpty(toPlain(value ?? {}));
  return isJsonObject(plain) ? plain : {};
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty).filter((item) => !isEmpty(item));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => [key, withoutEmpty(item)]);
  return Object.fromEntries(entries.filter(([, item]) => !isEmpty(item)));
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

function filled(value: string | null | undefined): string | null {
  return value === undefined || value === null || value.trim() === "" ? null : value;
}
