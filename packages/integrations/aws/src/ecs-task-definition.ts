import { isDeepStrictEqual } from "node:util";
import { TuttiError } from "@tutti/core/errors";
import { usualImage } from "@tutti/worker/job/usual-image";
import type { EcsContainer, EcsDefinition, EcsJob } from "./ecs-job.ts";

/** The container that runs the flow, where nobody names one. */
const USUAL_CONTAINER = "prefect";
const FARGATE: ReadonlySet<unknown> = new Set([undefined, "FARGATE", "FARGATE_SPOT"]);
const USUAL_CPU = "1024";
const USUAL_MEMORY = "2048";

/** What a definition is made for. */
export interface DefinitionContext {
  readonly pool: string;
  /** The deployment's id, or the flow's: each has a family of its own. */
  readonly owner: string;
  readonly region: string;
  readonly command: string;
  /** Variables that the job takes away. */
  readonly unset: ReadonlySet<string>;
}

/** A definition as it is registered. */
export type NamedDefinition = EcsDefinition & { readonly family: string };

/** What is registered for a job. Throws `invalid_template`. */
export function taskDefinition(job: EcsJob, context: DefinitionContext): NamedDefinition {
  const { definition, request, containerName } = job;
  const { containers, main } = withMain(definition.containerDefinitions, containerName);
  const isFargate = FARGATE.has(request.launchType);
  const { cpu = USUAL_CPU, memory = USUAL_MEMORY } = definition;
  const sized = isFargate ? {} : { cpu: Number(cpu), memory: Number(memory) };
  const container = { ...sized, ...mainContainer(main, job, context) };
  const wanted: NamedDefinition = {
    ...definition,
    family: definition.family ?? familyOf(context),
    containerDefinitions: containers.map((one) => (one === main ? container : one)),
  };
  if (!isFargate) return wanted;
  const kinds = new Set([...(definition.requiresCompatibilities ?? []), "FARGATE" as const]);
  const { networkMode = "awsvpc" } = definition;
  if (networkMode !== "awsvpc") {
    throw unfit(`networkMode ${networkMode} does not go with Fargate: leave it out, or take the launch type EC2`);
  }
  return { ...wanted, cpu, memory, networkMode, requiresCompatibilities: [...kinds] };
}

/** The name of the container that runs the flow: the one that is wanted, else the usual one, else the first. */
export function mainContainerName(
  containers: readonly { readonly name?: string | undefined }[],
  wanted: string | null,
): string {
  if (wanted !== null) return wanted;
  if (containers.some(({ name }) => name === USUAL_CONTAINER)) return USUAL_CONTAINER;
  return containers.find(({ name }) => name !== undefined)?.name ?? USUAL_CONTAINER;
}

/** Whether a definition that is registered is the one that is wanted: all that it says stands there. */
export function isSameDefinition(wanted: NamedDefinition, registered: unknown): boolean {
  return stands(sorted(wanted), sorted(registered));
}

function withMain(
  given: readonly EcsContainer[],
  containerName: string | null,
): { readonly containers: readonly EcsContainer[]; readonly main: EcsContainer } {
  const name = mainContainerName(given, containerName);
  const named = given.find((one) => one.name === name);
  if (named !== undefined) return { containers: given, main: named };
  const nameless = given.find((one) => one.name === undefined);
  if (nameless === undefined && containerName !== null && given.length > 0) {
    throw unfit(`it has no container ${containerName}, which container_name names`);
  }
  const main = { ...nameless, name };
  const containers = nameless === undefined ? [...given, main] : given.map((one) => (one === nameless ? main : one));
  return { containers, main };
}

function mainContainer(main: EcsContainer, job: EcsJob, context: DefinitionContext): EcsContainer {
  const { environment = [], secrets = [], image = usualImage(context.command) } = main;
  const kept = environment.filter(({ name }) => !context.unset.has(name) && !Object.hasOwn(job.secrets, name));
  const others = secrets.filter(({ name }) => !Object.hasOwn(job.secrets, name));
  const ours = Object.entries(job.secrets).map(([name, valueFrom]) => ({ name, valueFrom }));
  const { environment: _environment, secrets: _secrets, ...rest } = main;
  return {
    ...rest,
    image,
    ...(kept.length === 0 ? {} : { environment: kept }),
    ...(others.length + ours.length === 0 ? {} : { secrets: [...others, ...ours] }),
    ...(job.logs === null ? {} : { logConfiguration: logConfiguration(job.logs, context) }),
  };
}

function logConfiguration(
  { options, prefix }: NonNullable<EcsJob["logs"]>,
  { pool, owner, region }: DefinitionContext,
) {
  return {
    logDriver: "awslogs",
    options: {
      "awslogs-create-group": "true",
      "awslogs-group": "prefect",
      "awslogs-region": region,
      "awslogs-stream-prefix": prefix ?? `prefect-logs_${pool}_${owner}`,
      ...options,
    },
  };
}

function familyOf({ pool, owner }: DefinitionContext): string {
  return `prefect_${pool}_${owner}`.replace(/[^a-zA-Z0-9_-]+/g, "-").slice(0, 255);
}

/** ECS adds what it defaults to: only what is wanted is looked for. */
function stands(wanted: unknown, there: unknown): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(there) && wanted.length === there.length && wanted.every((item, at) => stands(item, there[at]))
    );
  }
  if (typeof wanted !== "object" || wanted === null) return isDeepStrictEqual(wanted, there);
  if (typeof there !== "object" || there === null) return false;
  return Object.entries(wanted).every(([key, item]) => stands(item, Reflect.get(there, key)));
}

/** Lists of what has a name are in no order to ECS. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted).sort((one, other) => nameIn(one).localeCompare(nameIn(other)));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, sorted(item)]));
}

function nameIn(value: unknown): string {
  return typeof value === "object" && value !== null && "name" in value ? String(value.name) : "";
}

function unfit(detail: string): TuttiError {
  return new TuttiError("invalid_template", `task_definition of the job: ${detail}`);
}
