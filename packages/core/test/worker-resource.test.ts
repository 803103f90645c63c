import { expect, test } from "vitest";
import { workerResourceId } from "../src/worker-resource.ts";

test.each([
  ["process", "w1", "prefect.worker.process.w1"],
  ["docker", "ProcessWorker 4a-B", "prefect.worker.docker.processworker-4a-b"],
  ["process", "(host):42!", "prefect.worker.process.host-42"],
])("a worker of a %s pool named %j is told of as %s", (type, name, id) => {
  expect(workerResourceId(type, name)).toBe(id);
});
