import { z } from "zod";

const texts = z
  .record(z.string(), z.string())
  .nullish()
  .transform((labels) => labels ?? {});
const metadata = z.looseObject({
  uid: z.string(),
  name: z.string(),
  namespace: z.string(),
  resourceVersion: z.string(),
  labels: texts,
  annotations: texts,
});
const conditions = z
  .array(
    z.looseObject({
      type: z.string(),
      status: z.string(),
      reason: z.string().nullish(),
      message: z.string().nullish(),
    }),
  )
  .nullish()
  .transform((list) => list ?? []);
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const phase = z.looseObject({ reason: text, message: text });
const containers = z
  .array(
    z.looseObject({
      name: z.string(),
      state: z
        .looseObject({
          waiting: phase.nullish(),
          running: z.looseObject({}).nullish(),
          terminated: phase.extend({ exitCode: z.int(), signal: z.int().nullish() }).nullish(),
        })
        .nullish(),
    }),
  )
  .nullish()
  .transform((list) => list ?? []);

const job = z.looseObject({ metadata, status: z.looseObject({ conditions }).nullish() });
const pod = z.looseObject({
  metadata,
  spec: z.looseObject({ containers: z.array(z.looseObject({ name: z.string() })) }),
  status: z
    .looseObject({
      reason: text,
      message: text,
      conditions,
      initContainerStatuses: containers,
      containerStatuses: containers,
    })
    .nullish(),
});

/** A pod of which nothing is known yet. */
const SILENT = { reason: null, message: null, conditions: [], initContainerStatuses: [], containerStatuses: [] };

type Metadata = z.infer<typeof metadata>;
export type Condition = z.infer<typeof conditions>[number];
export type ContainerState = z.infer<typeof containers>[number];

/** What is read of a job. */
export interface JobView extends Pick<
  Metadata,
  "uid" | "name" | "namespace" | "resourceVersion" | "labels" | "annotations"
> {
  readonly conditions: readonly Condition[];
}

/** What is read of a pod. */
export interface PodView extends Pick<Metadata, "uid" | "name" | "namespace"> {
  readonly jobName: string | null;
  /** The container that executes the run: the first. */
  readonly container: string;
  readonly reason: string | null;
  readonly message: string | null;
  readonly conditions: readonly Condition[];
  readonly states: readonly ContainerState[];
}

export function jobView(object: unknown): JobView {
  const { metadata: named, status } = job.parse(object);
  const { uid, name, namespace, resourceVersion, labels, annotations } = named;
  return { uid, name, namespace, resourceVersion, labels, annotations, conditions: status?.conditions ?? [] };
}

export function podView(object: unknown): PodView {
  const { metadata: named, spec, status } = pod.parse(object);
  const { uid, name, namespace, labels } = named;
  const { reason, message, conditions: told, initContainerStatuses, containerStatuses } = status ?? SILENT;
  return {
    uid,
    name,
    namespace,
    reason,
    message,
    jobName: labels["batch.kubernetes.io/job-name"] ?? labels["job-name"] ?? null,
    container: spec.containers[0]?.name ?? "",
    conditions: told,
    states: [...initContainerStatuses, ...containerStatuses],
  };
}
