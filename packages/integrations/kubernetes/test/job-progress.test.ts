import { expect, test } from "vitest";
import { jobProgress, type JobProgress } from "@tutti/kubernetes/job-progress";
import { type JobView, jobView, type PodView, podView } from "@tutti/kubernetes/job-view";

const metadata = { uid: "1", name: "taxi-abcde", namespace: "default", resourceVersion: "7" };

function job(...conditions: object[]): JobView {
  return jobView({ metadata, status: { conditions } });
}

function pod(status: object, state?: object): PodView {
  const containerStatuses =
    state === undefined
      ? []
      : [
          { name: "prefect-job", state },
          { name: "sidecar", state: { running: {} } },
        ];
  const labels = { "job-name": "taxi-abcde" };
  const spec = { containers: [{ name: "prefect-job" }, { name: "sidecar" }] };
  return podView({ metadata: { ...metadata, labels }, spec, status: { containerStatuses, ...status } });
}

function ended(code: number | null, reason: string | null): JobProgress {
  return { kind: "ended", end: { code, signal: null, reason, isReported: false } };
}

function waiting(obstacle: string | null, isHopeless = false): JobProgress {
  return { kind: "waiting", obstacle, isHopeless };
}

const FAILED = { type: "Failed", status: "True", reason: "BackoffLimitExceeded", message: "too many" };
const LATE = {
  type: "Failed",
  status: "True",
  reason: "DeadlineExceeded",
  message: "Job was active longer than specified deadline",
};

test.each<[string, JobView | "gone", PodView[], JobProgress]>([
  ["has no pod yet", job(), [], waiting(null)],
  [
    "has a pod of which nothing is known",
    job(),
    [podView({ metadata, spec: { containers: [{ name: "a" }] } })],
    waiting(null),
  ],
  ["is pulled", job(), [pod({}, { waiting: { reason: "ContainerCreating" } })], waiting(null)],
  [
    "finds no node",
    job(),
    [pod({ conditions: [{ type: "PodScheduled", status: "False", reason: "Unschedulable", message: "no room" }] })],
    waiting("The pod cannot be scheduled: no room"),
  ],
  [
    "has no image",
    job(),
    [pod({}, { waiting: { reason: "ErrImagePull", message: "denied" } })],
    waiting("ErrImagePull: denied"),
  ],
  [
    "never gets its image",
    job(),
    [pod({}, { waiting: { reason: "InvalidImageName" } })],
    waiting("InvalidImageName", true),
  ],
  [
    "waits for what comes first",
    job(),
    [pod({ initContainerStatuses: [{ name: "first", state: { waiting: { reason: "CreateContainerError" } } }] })],
    waiting("CreateContainerError"),
  ],
  ["runs", job(), [pod({}, { running: {} })], { kind: "running" }],
  ["is not over before its job is", job(), [pod({}, { terminated: { exitCode: 1 } })], { kind: "running" }],
  [
    "is complete",
    job({ type: "Complete", status: "True" }),
    [pod({}, { terminated: { exitCode: 0 } })],
    ended(0, null),
  ],
  ["failed", job(FAILED), [pod({}, { terminated: { exitCode: 3, reason: "Error" } })], ended(3, null)],
  [
    "used up its memory",
    job(FAILED),
    [pod({}, { terminated: { exitCode: 137, reason: "OOMKilled" } })],
    ended(137, "The container used more memory than it may."),
  ],
  [
    "was evicted",
    job(FAILED),
    [pod({ reason: "Evicted", message: "The node was low on memory" })],
    ended(null, "Evicted: The node was low on memory"),
  ],
  [
    "took too long",
    job(LATE),
    [],
    ended(null, "The job failed (DeadlineExceeded): Job was active longer than specified deadline."),
  ],
  ["was deleted", "gone", [], ended(null, "The job was deleted from the cluster.")],
  ["was deleted, and ended", "gone", [pod({}, { terminated: { exitCode: 143 } })], ended(143, null)],
])("a job that %s", (_what, told, pods, progress) => {
  expect(jobProgress(told, pods)).toEqual(progress);
});
