import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import { TuttiError } from "@tutti/core/errors";
import { commandKind } from "@tutti/worker/job/command-kind";
import { commandWords } from "@tutti/worker/job/command-words";
import { layered } from "@tutti/worker/job/job-environment";
import { TUTTI_IMAGE, usualImage } from "@tutti/worker/job/usual-image";
import type { Job } from "@tutti/worker/launcher";
import type { InstanceJob } from "./instance-job.ts";

/** What Azure shows to nobody. */
const SECRETS = new Set(["PREFECT_API_KEY", "PREFECT_API_AUTH_STRING", "TUTTI_API_AUTH_STRING"]);
/** That of Prefect's images; those with Tutti have none. */
const PREFECT_ENTRYPOINT = "/opt/prefect/entrypoint.sh";

/**
 * The template of a deployment: the job's, whose first resource is the container group, and whose first container runs the
 * command. Throws `invalid_template` for one that has none.
 */
export function groupTemplate(
  { configuration, environment }: Pick<Job, "configuration" | "environment">,
  wanted: InstanceJob,
  command: string,
): JsonObject {
  const { resources, group, properties, containers, container } = partsOf(wanted.template);
  const inside = objectOf(container["properties"]);
  const [, ...otherContainers] = containers;
  const [, ...otherResources] = resources;
  return {
    ...wanted.template,
    resources: [
      {
        ...group,
        ...identityOf(wanted),
        tags: { ...objectOf(group["tags"]), ...tagsOf(configuration.labels) },
        properties: {
          ...properties,
          ...registryOf(wanted),
          ...networkOf(wanted),
          containers: [
            {
              ...container,
              properties: {
                ...inside,
                image: literal(imageOf(wanted, command)),
                command: wordsOf(wanted, command).map(literal),
                resources: resourcesOf(inside["resources"], wanted),
                environmentVariables: environmentOf(layered(environment)),
              },
            },
            ...otherContainers,
          ],
        },
      },
      ...otherResources,
    ],
  };
}

function partsOf(template: JsonObject) {
  const resources = listOf(template["resources"]);
  const [group] = resources;
  if (!isJsonObject(group)) throw unfit("its first resource must be the container group");
  const properties = objectOf(group["properties"]);
  const containers = listOf(properties["containers"]);
  const [container] = containers;
  if (!isJsonObject(container)) throw unfit("its container group has no container");
  return { resources, group, properties, containers, container };
}

function imageOf({ image }: InstanceJob, command: string): string {
  const found = image ?? usualImage(command);
  if (image !== null || found !== TUTTI_IMAGE) return found;
  throw new TuttiError(
    "invalid_template",
    "image of the job: name one that Azure can pull, with tutti and the code in it",
  );
}

function wordsOf({ entrypoint }: InstanceJob, command: string): string[] {
  const words = commandWords(command);
  const isForeign = entrypoint === PREFECT_ENTRYPOINT && commandKind(command) === "tutti";
  return entrypoint === null || isForeign ? words : [entrypoint, ...words];
}

function environmentOf(variables: Readonly<Record<string, string>>): JsonObject[] {
  return Object.entries(variables).map(([name, value]) =>
    SECRETS.has(name) ? { name, secureValue: literal(value) } : { name, value: literal(value) },
  );
}

/** A text in brackets is an expression to Azure, unless another bracket stands before it. */
function literal(value: string): string {
  return value.startsWith("[") && value.endsWith("]") ? `[${value}` : value;
}

function resourcesOf(given: unknown, { gpu }: InstanceJob): unknown {
  if (gpu === null) return given;
  const resources = objectOf(given);
  return { ...resources, requests: { ...objectOf(resources["requests"]), gpu } };
}

function identityOf({ identities }: InstanceJob): JsonObject {
  if (identities.length === 0) return {};
  const each = Object.fromEntries(identities.map((identity) => [identity, {}]));
  return { identity: { type: "UserAssigned", userAssignedIdentities: each } };
}

function registryOf({ registry }: InstanceJob): JsonObject {
  if (registry === null) return {};
  const { registry_url: server, identity, username, password } = registry;
  const own = identity === undefined ? { username, password } : { identity };
  return { imageRegistryCredentials: [{ server, ...own }] };
}

function networkOf({ subnetIds, dnsServers }: InstanceJob): JsonObject {
  return {
    ...(subnetIds.length === 0 ? {} : { subnetIds: subnetIds.map((id) => ({ id })) }),
    ...(dnsServers.length === 0 ? {} : { dnsConfig: { nameServers: dnsServers } }),
  };
}

/** Azure takes no `<>%&\?/` in a tag's name, and 256 characters of its value. */
function tagsOf(labels: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(
    Object.entries(labels).map(([name, value]) => [name.replaceAll(/[<>%&\\?/]/g, "_"), literal(value.slice(0, 250))]),
  );
}

function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function unfit(detail: string): TuttiError {
  return new TuttiError("invalid_template", `arm_template of the job: ${detail}`);
}
