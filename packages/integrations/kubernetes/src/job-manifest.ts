import { TuttiError } from "@tutti/core/errors";
import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import { commandWords } from "@tutti/worker/job/command-words";
import { layered } from "@tutti/worker/job/job-environment";
import { usualImage } from "@tutti/worker/job/usual-image";
import type { Job } from "@tutti/worker/launcher";
import type { KubernetesJob } from "./kubernetes-job.ts";
import { labelKey, labelValue, namePrefix } from "./label-text.ts";

/** What another worker has to know of a job, beside its labels. */
export interface ManifestNotes {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface Manifest extends JsonObject {
  readonly metadata: JsonObject & { readonly namespace: string };
}

/**
 * The manifest of a job: the template's, with what the run adds. Image, command and name only where the template names none;
 * labels to job and pods. Throws `invalid_template` for a manifest of something else.
 */
export function jobManifest(
  { configuration, environment }: Pick<Job, "configuration" | "environment">,
  { manifest, annotations, namespace }: Pick<KubernetesJob, "manifest" | "annotations" | "namespace">,
  command: string,
  notes: ManifestNotes,
): Manifest {
  const { metadata, spec, template, pod, container, others } = partsOf(manifest);
  const given = { ...objectOf(metadata["labels"]), ...configuration.labels, ...notes.labels };
  const labels = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [labelKey(name), labelValue(String(value))]),
  );
  const podMetadata = objectOf(template["metadata"]);
  const ours = { ...objectOf(metadata["annotations"]), ...annotations };
  return {
    ...manifest,
    metadata: {
      ...metadata,
      ...nameOf(metadata, configuration.name),
      namespace: typeof metadata["namespace"] === "string" ? metadata["namespace"] : namespace,
      labels,
      annotations: { ...ours, ...notes.annotations },
    },
    spec: {
      ...spec,
      template: {
        ...template,
        metadata: {
          ...podMetadata,
          labels: { ...objectOf(podMetadata["labels"]), ...labels },
          annotations: { ...objectOf(podMetadata["annotations"]), ...ours },
        },
        spec: {
          ...pod,
          containers: [
            {
              ...container,
              image: container["image"] ?? usualImage(command),
              args: argsOf(container["args"], command),
              env: environmentOf(container["env"], layered(environment)),
            },
            ...others,
          ],
        },
      },
    },
  };
}

function partsOf(manifest: JsonObject) {
  const { apiVersion, kind } = manifest;
  if (apiVersion !== "batch/v1" || kind !== "Job") throw unfit("its apiVersion must be batch/v1, and its kind Job");
  const spec = objectOf(manifest["spec"]);
  const template = objectOf(spec["template"]);
  const pod = objectOf(template["spec"]);
  const [container, ...others] = Array.isArray(pod["containers"]) ? pod["containers"] : [];
  if (!isJsonObject(container)) throw unfit("spec.template.spec.containers has none");
  return { metadata: objectOf(manifest["metadata"]), spec, template, pod, container, others };
}

/** A template whose name was left empty says `-`. */
function nameOf({ name, generateName }: JsonObject, ours: string | null): JsonObject {
  if (typeof name === "string" && name !== "") return {};
  const isNamed = typeof generateName === "string" && !/^(-|None-)?$/.test(generateName);
  return { generateName: `${namePrefix(isNamed ? generateName.replace(/-$/, "") : ours)}-` };
}

/** A command that a template says in one line is words to Kubernetes. */
function argsOf(given: unknown, command: string): unknown[] {
  if (Array.isArray(given)) return given;
  return commandWords(typeof given === "string" && given.trim() !== "" ? given : command);
}

/** What the manifest takes from secrets stands above what the worker says; else the worker's word counts. */
function environmentOf(given: unknown, ours: Readonly<Record<string, string>>): unknown[] {
  const theirs = Array.isArray(given) ? given.filter(isJsonObject) : [];
  const taken = new Set(theirs.filter((one) => one["valueFrom"] !== undefined).map((one) => one["name"]));
  const added = Object.entries(ours)
    .filter(([name]) => !taken.has(name))
    .map(([name, value]) => ({ name, value }));
  const names = new Set<unknown>(added.map(({ name }) => name));
  return [...added, ...theirs.filter((one) => !names.has(one["name"]))];
}

function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function unfit(detail: string): TuttiError {
  return new TuttiError("invalid_template", `job_manifest of the job: ${detail}`);
}
