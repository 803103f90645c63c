import type { JsonObject } from "@tutti/core/json-object";
import { commandWords } from "@tutti/worker/job/command-words";
import { layered } from "@tutti/worker/job/job-environment";
import type { Job } from "@tutti/worker/launcher";
import type { EcsJob } from "./ecs-job.ts";
import { mainContainerName } from "./ecs-task-definition.ts";

const TAG_LETTERS = /[^\p{L}\p{N}_./=+:@-]+/gu;
const MOST_TAGS = 50;

interface Registered {
  readonly arn: string;
  readonly definition: {
    readonly containerDefinitions: readonly { readonly name?: string | undefined }[];
    readonly requiresCompatibilities?: readonly string[] | undefined;
  };
}

/** What ECS is asked to run for a job. Throws `invalid_template`. */
export function runRequest(
  { configuration, environment }: Pick<Job, "configuration" | "environment">,
  job: EcsJob,
  command: string,
  { arn, definition }: Registered,
  network: JsonObject | null,
) {
  const { request, secrets } = job;
  const { capacityProviderStrategy: _strategy, launchType: _type, tags, overrides, ...rest } = request;
  const name = mainContainerName(definition.containerDefinitions, job.containerName);
  const variables = Object.entries(layered(environment)).filter(([key]) => !Object.hasOwn(secrets, key));
  const { main, others } = overridesOf(overrides.containerOverrides, name);
  return {
    ...rest,
    ...placed(job, definition),
    taskDefinition: arn,
    ...(job.cluster === null ? {} : { cluster: job.cluster }),
    ...(network === null ? {} : { networkConfiguration: network }),
    tags: tagsOf(tags ?? {}, configuration.labels),
    overrides: {
      ...overrides,
      containerOverrides: [
        {
          ...main,
          name,
          command: commandWords(command),
          environment: variables.map(([key, value]) => ({ name: key, value })),
        },
        ...others,
      ],
    },
  };
}

/** What a strategy of capacity decides is not said by a launch type, too; Spot is a strategy. */
function placed({ request }: EcsJob, definition: Registered["definition"]): JsonObject {
  const { capacityProviderStrategy, launchType } = request;
  if (capacityProviderStrategy !== undefined) return { capacityProviderStrategy };
  if (launchType === "FARGATE_SPOT") {
    return { capacityProviderStrategy: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }] };
  }
  if (launchType !== undefined) return { launchType };
  // A cluster may have a strategy of its own for these.
  return (definition.requiresCompatibilities ?? []).includes("EC2") ? {} : { launchType: "FARGATE" };
}

/** The template's own word for command and environment of the container is what the worker was told already. */
function overridesOf(given: EcsJob["request"]["overrides"]["containerOverrides"], name: string) {
  const at = given.findIndex((one) => one.name === name || one.name === undefined);
  const { command: _command, environment: _environment, ...main } = given[at] ?? {};
  return { main, others: given.filter((_one, index) => index !== at) };
}

function tagsOf(
  given: NonNullable<EcsJob["request"]["tags"]>,
  labels: Readonly<Record<string, string>>,
): { readonly key: string; readonly value: string }[] {
  const own = Array.isArray(given)
    ? given.map(({ key, value }): [string, string] => [key, value])
    : Object.entries(given);
  const all = Object.entries({ ...Object.fromEntries(own), ...labels });
  return all.slice(0, MOST_TAGS).map(([key, value]) => ({ key: tagText(key, 128), value: tagText(value, 256) }));
}

function tagText(text: string, most: number): string {
  return text
    .replace(TAG_LETTERS, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, most);
}
