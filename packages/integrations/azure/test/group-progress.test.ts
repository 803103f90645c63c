import type { ContainerGroup, ContainerState } from "@azure/arm-containerinstance";
import { expect, test } from "vitest";
import type { DeploymentView } from "../src/container-groups.ts";
import { groupProgress } from "../src/group-progress.ts";

function group(currentState?: ContainerState, more: object = {}): ContainerGroup {
  const events = [
    { name: "Pulling", type: "Normal", message: "pulling" },
    { name: "BackOff", type: "Warning", message: "not found" },
  ];
  const instanceView = currentState === undefined ? {} : { instanceView: { currentState, events } };
  const resources = { requests: { cpu: 1, memoryInGB: 1 } };
  return { osType: "Linux", containers: [{ name: "c", image: "i", resources, ...instanceView }], ...more };
}

const deployment = (state: string, error: string | null = null): DeploymentView => ({ state, error });
const ended = (code: number | null, reason: string | null) => ({
  kind: "ended",
  end: { code, signal: null, reason, isReported: false },
});

test.each([
  ["a deployment under way", null, deployment("Running"), false, { kind: "waiting", obstacle: null }],
  [
    "one that failed",
    null,
    deployment("Failed", "why"),
    false,
    ended(null, "The container group could not be made. why"),
  ],
  [
    "one that was cancelled",
    null,
    deployment("Canceled"),
    false,
    ended(null, "The deployment of the container group was cancelled."),
  ],
  ["one that is gone", null, null, false, ended(null, "The deployment of the container group was deleted.")],
  ["a group that is gone", null, null, true, ended(null, "The container group was deleted.")],
  ["a group of which nothing is known", group(), deployment("Running"), true, { kind: "waiting", obstacle: null }],
  [
    "a container that waits",
    group({ state: "Waiting" }),
    null,
    true,
    { kind: "waiting", obstacle: "BackOff: not found" },
  ],
  ["one that runs", group({ state: "Running" }), null, true, { kind: "running" }],
  ["one that ended", group({ state: "Terminated", exitCode: 3, detailStatus: "Error" }), null, true, ended(3, null)],
  [
    "one that used too much memory",
    group({ state: "Terminated", exitCode: 137, detailStatus: "OOMKilled" }),
    null,
    true,
    ended(137, "The container used more memory than it may."),
  ],
  [
    "a group that could not be made",
    group(undefined, { provisioningState: "Failed" }),
    null,
    true,
    ended(null, "The container group could not be made."),
  ],
])("%s", (_title, found, made, wasThere, progress) => {
  expect(groupProgress(found, made, wasThere)).toEqual(progress);
});
