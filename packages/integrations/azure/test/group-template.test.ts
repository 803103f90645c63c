import type { JsonObject } from "@tutti/core/json-object";
import { jobConfiguration } from "@tutti/worker/job/job-configuration";
import { expect, test } from "vitest";
import { groupTemplate } from "../src/group-template.ts";
import { instanceJob } from "../src/instance-job.ts";

const TEMPLATE = {
  contentVersion: "1.0.0.0",
  resources: [
    {
      type: "Microsoft.ContainerInstance/containerGroups",
      name: "[parameters('container_group_name')]",
      tags: { team: "zoo" },
      properties: {
        osType: "Linux",
        containers: [
          { name: "one", properties: { resources: { requests: { cpu: 1, memoryInGB: 2 } } } },
          { name: "two" },
        ],
      },
    },
    { type: "other" },
  ],
};
const PLACE = { resource_group_name: "flows", subscription_id: "s-1", arm_template: TEMPLATE };

function templateOf(
  fields: JsonObject,
  environment: Record<string, string | null> = {},
  command = "prefect go",
): unknown {
  const configuration = jobConfiguration({ ...PLACE, image: "i:1", ...fields });
  return groupTemplate({ configuration, environment }, instanceJob(configuration), command);
}

test("a run's image, command and environment stand in the first container, all else as the template has it", () => {
  const environment = { A: "1", GONE: null, LIST: "[1]", OPEN: "[1] 2", PREFECT_API_AUTH_STRING: "secret" };
  const labels = { "prefect.io/flow-name": "stub" };
  expect(templateOf({ entrypoint: "/run.sh", labels }, environment, "prefect 'flow run' x")).toEqual({
    ...TEMPLATE,
    resources: [
      {
        ...TEMPLATE.resources[0],
        tags: { team: "zoo", "prefect.io_flow-name": "stub" },
        properties: {
          osType: "Linux",
          containers: [
            {
              name: "one",
              properties: {
                image: "i:1",
                command: ["/run.sh", "prefect", "flow run", "x"],
                resources: { requests: { cpu: 1, memoryInGB: 2 } },
                environmentVariables: [
                  { name: "A", value: "1" },
                  { name: "LIST", value: "[[1]" },
                  { name: "OPEN", value: "[1] 2" },
                  { name: "PREFECT_API_AUTH_STRING", secureValue: "secret" },
                ],
              },
            },
            { name: "two" },
          ],
        },
      },
      { type: "other" },
    ],
  });
});

test.each([
  [
    { gpu_count: 1, gpu_sku: "V100" },
    { containers: [{ properties: { resources: { requests: { gpu: { count: 1, sku: "V100" } } } } }, {}] },
  ],
  [{ subnet_ids: ["a", "b"] }, { subnetIds: [{ id: "a" }, { id: "b" }] }],
  [{ dns_servers: ["10.0.0.1"] }, { dnsConfig: { nameServers: ["10.0.0.1"] } }],
  [
    { image_registry: { registry_url: "r", username: "u", password: "p" } },
    { imageRegistryCredentials: [{ server: "r", username: "u", password: "p" }] },
  ],
  [
    { image_registry: { registry_url: "r", identity: "i" } },
    { imageRegistryCredentials: [{ server: "r", identity: "i" }] },
  ],
])("%j is told to Azure", (fields, properties) => {
  expect(templateOf(fields)).toMatchObject({ resources: [{ properties }, {}] });
});

test("identities are those of the group", () => {
  const identity = { type: "UserAssigned", userAssignedIdentities: { "/a": {} } };
  expect(templateOf({ identities: ["/a"] })).toMatchObject({ resources: [{ identity }, {}] });
});

test("the entry point of Prefect's images is not looked for in those with Tutti", () => {
  const words = ["tutti", "flow-run", "execute"];
  const entrypoint = "/opt/prefect/entrypoint.sh";
  const commandOf = (fields: JsonObject, command: string) =>
    ({ ...Object(templateOf(fields, {}, command)) }).resources[0].properties.containers[0].properties.command;
  expect(commandOf({ entrypoint }, "tutti flow-run execute")).toEqual(words);
  expect(commandOf({ entrypoint: "/mine.sh" }, "tutti flow-run execute")).toEqual(["/mine.sh", ...words]);
  expect(commandOf({ entrypoint }, "prefect flow-run execute")).toEqual([entrypoint, "prefect", "flow-run", "execute"]);
});

test.each([
  [{ arm_template: {} }, "arm_template of the job: its first resource must be the container group"],
  [{ arm_template: { resources: [{}] } }, "arm_template of the job: its container group has no container"],
  [{ resource_group_name: "" }, "resource_group_name of the job: "],
  [{ image_registry: { registry_url: "r" } }, "image_registry of the job: "],
])("what is no job says which field: %j", (fields, told) => {
  expect(() => templateOf(fields)).toThrow(told);
});

test("a job of Tutti's needs an image that Azure can pull", () => {
  expect(() => templateOf({ image: null }, {}, "tutti flow-run execute")).toThrow("image of the job: name one");
});
