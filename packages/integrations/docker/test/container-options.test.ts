import { join } from "node:path";
import { expect, test } from "vitest";
import { jobConfiguration } from "@tutti/worker/job/job-configuration";
import { containerName, containerOptions, dockerLabels } from "@tutti/docker/container-options";
import { dockerJob } from "@tutti/docker/docker-job";

test("a job becomes what Docker is asked for", () => {
  const configuration = jobConfiguration({
    labels: { "prefect.io/flow-run-id": "7", mine: "1" },
    working_dir: "/code",
    networks: ["zoo", "more"],
    volumes: ["./data:/data:ro", "cache:/cache", "/tmp"],
    mem_limit: "1g",
    memswap_limit: -1,
    privileged: true,
    container_create_kwargs: { user: "node", extra_hosts: ["a:1.2.3.4"], pids_limit: 9 },
  });
  const environment = { TUTTI_API_URL: "https://tutti.example.com/api", GONE: null };
  const job = dockerJob(configuration);
  expect(containerOptions({ configuration, environment }, job, "node 'a b.js' -x", "taxi:v1")).toEqual({
    User: "node",
    WorkingDir: "/code",
    Image: "taxi:v1",
    Cmd: ["node", "a b.js", "-x"],
    Env: ["TUTTI_API_URL=https://tutti.example.com/api"],
    Labels: { "io.prefect.flow-run-id": "7", mine: "1" },
    HostConfig: {
      PidsLimit: 9,
      NetworkMode: "zoo",
      ExtraHosts: ["a:1.2.3.4"],
      Binds: [`${join(process.cwd(), "data")}:/data:ro`, "cache:/cache", "/tmp"],
      Privileged: true,
      Memory: 1_073_741_824,
      MemorySwap: -1,
    },
  });
});

test("a command whose quotes do not end is refused", () => {
  const configuration = jobConfiguration({});
  const build = () => containerOptions({ configuration, environment: {} }, dockerJob(configuration), "node 'a", "taxi");
  expect(build).toThrow(expect.objectContaining({ code: "invalid_template" }));
});

test("labels are named as Docker likes it", () => {
  expect(dockerLabels({ "a.b.c/d/e": "1", plain: "2" })).toEqual({ "c.b.a.d/e": "1", plain: "2" });
});

test.each([
  ["shiny-llama", "shiny-llama"],
  ["My run: 7 of 9!", "My-run-7-of-9"],
  ["__été", "e-te"],
  ["..", null],
  [null, null],
])("the name %s becomes %s", (name, allowed) => {
  expect(containerName(name)).toBe(allowed);
});
