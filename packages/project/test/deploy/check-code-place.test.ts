import { describe, expect, test } from "vitest";
import { checkCodePlace } from "../../src/deploy/check-code-place.ts";

const IN_HERE = { name: "taxi1", pullSteps: null, jobVariables: {} };

function pool(properties: Record<string, unknown>, configuration: Record<string, unknown> = {}) {
  const variables = { type: "object", properties };
  return { name: "dock", type: "docker", base_job_template: { job_configuration: configuration, variables } };
}

const CONTAINERS = pool({ image: { type: "string" }, volumes: { type: "array", default: [] } });

test("a pool of containers is refused for code that stands in this folder", () => {
  expect(() => checkCodePlace(IN_HERE, CONTAINERS)).toThrow(
    "taxi1: the jobs of the work pool dock run in containers (docker), which do not see this folder. Say how the code " +
      "gets there, with --recipe docker or docker-git or by pull steps, or name a pool of processes",
  );
});

describe("it is taken where", () => {
  test.each([
    ["pull steps bring the code", { ...IN_HERE, pullSteps: [] }, CONTAINERS],
    ["an image is given", { ...IN_HERE, jobVariables: { image: "taxi:1" } }, CONTAINERS],
    ["a folder is mounted", { ...IN_HERE, jobVariables: { volumes: ["/a:/a"] } }, CONTAINERS],
    ["the pool has an image", IN_HERE, pool({ image: { type: "string", default: "taxi:1" } })],
    ["the pool mounts a volume", IN_HERE, pool({ image: {} }, { job_manifest: { volumeMounts: [] } })],
    ["the pool's jobs are processes", IN_HERE, pool({ command: {} })],
    ["the pool says nothing of its jobs", IN_HERE, { ...CONTAINERS, base_job_template: {} }],
  ])("%s", (_case, declared, given) => {
    expect(() => checkCodePlace(declared, given)).not.toThrow();
  });
});
