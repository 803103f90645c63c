import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import { TuttiError } from "@tutti/core/errors";
import { commandWords } from "@tutti/worker/job/command-words";
import { layered } from "@tutti/worker/job/job-environment";
import { usualImage } from "@tutti/worker/job/usual-image";
import type { Job } from "@tutti/worker/launcher";
import type { CloudRunJob } from "./cloud-run-job.ts";
import { googleLabels } from "./cloud-run-names.ts";

/** Tutti's variable for what Prefect's has a secret for: it would show what the secret hides. */
const TWINS: Readonly<Record<string, string>> = { PREFECT_API_AUTH_STRING: "TUTTI_API_AUTH_STRING" };
const SQL = "cloudsql";

/**
 * The job that Cloud Run is asked to make: the template's body, with what the run adds. Image and command only where the
 * template names none. Throws `invalid_template` for a body without a container.
 */
export function cloudRunBody(
  { configuration, environment }: Pick<Job, "configuration" | "environment">,
  wanted: Pick<CloudRunJob, "body" | "timeoutSeconds" | "secrets" | "sqlInstances">,
  command: string,
): JsonObject {
  const body = objectOf(withoutNulls(wanted.body));
  const execution = objectOf(body["template"]);
  const { vpcAccess, volumes, containers, ...task } = objectOf(execution["template"]);
  const [container, ...others] = listOf(containers);
  if (!isJsonObject(container)) {
    throw new TuttiError("invalid_template", "job_body of the job: template.template.containers has none");
  }
  const access = objectOf(vpcAccess);
  const hasSql = wanted.sqlInstances.length > 0;
  const sqlVolume = { name: SQL, cloudSqlInstance: { instances: wanted.sqlInstances } };
  const allVolumes = [...listOf(volumes), ...(hasSql ? [sqlVolume] : [])];
  return {
    ...body,
    labels: googleLabels(objectOf(body["labels"]), configuration.labels),
    template: {
      ...execution,
      labels: googleLabels(objectOf(execution["labels"]), configuration.labels),
      template: {
        ...task,
        timeout: `${wanted.timeoutSeconds}s`,
        ...(Object.keys(access).length === 0 ? {} : { vpcAccess: access }),
        ...(allVolumes.length === 0 ? {} : { volumes: allVolumes }),
        containers: [
          {
            ...container,
            image: container["image"] ?? usualImage(command),
            command: wordsOf(container["command"]) ?? commandWords(command),
            ...argsOf(container["args"]),
            env: environmentOf(container["env"], layered(environment), wanted.secrets),
            ...(hasSql ? { volumeMounts: mountsOf(container["volumeMounts"]) } : {}),
          },
          ...others,
        ],
      },
    },
  };
}

/** A command that a template says in one line is words to Cloud Run. */
function wordsOf(given: unknown): unknown[] | null {
  if (Array.isArray(given)) return given;
  return typeof given === "string" && given.trim() !== "" ? commandWords(given) : null;
}

function argsOf(given: unknown): JsonObject {
  const args = wordsOf(given);
  return args === null ? {} : { args };
}

function mountsOf(given: unknown): unknown[] {
  return [...listOf(given), { name: SQL, mountPath: "/cloudsql" }];
}

/** What comes from secrets stands above what the worker says, which stands above the template's plain values. */
function environmentOf(
  given: unknown,
  ours: Readonly<Record<string, string>>,
  secrets: CloudRunJob["secrets"],
): unknown[] {
  const theirs = listOf(given).filter(isJsonObject);
  const secret = Object.entries(secrets).map(([name, secretKeyRef]) => ({ name, valueSource: { secretKeyRef } }));
  const hidden = new Set(secret.flatMap(({ name }) => [name, TWINS[name] ?? name]));
  for (const one of theirs) if (one["valueSource"] !== undefined) hidden.add(String(one["name"]));
  const plain = Object.entries(ours)
    .filter(([name]) => !hidden.has(name))
    .map(([name, value]) => ({ name, value }));
  const names = new Set<unknown>([...plain, ...secret].map(({ name }) => name));
  return [...plain, ...secret, ...theirs.filter((one) => !names.has(one["name"]))];
}

/** A variable of the template that nothing was said for is null: to Google that is no value. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNulls);
  if (!isJsonObject(value)) return value;
  const set = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(set.map(([key, item]) => [key, withoutNulls(item)]));
}

function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
