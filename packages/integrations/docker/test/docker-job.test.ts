import { expect, test } from "vitest";
import { jobConfiguration } from "@tutti/worker/job/job-configuration";
import { type DockerJob, dockerJob } from "@tutti/docker/docker-job";

const PLAIN: DockerJob = {
  image: null,
  pullPolicy: null,
  credentials: null,
  networks: [],
  networkMode: null,
  isRemoved: false,
  volumes: [],
  waitSeconds: null,
  memoryBytes: null,
  memorySwapBytes: null,
  isPrivileged: false,
  createOptions: {},
};

test("a template that nothing was put into leaves all to Docker", () => {
  expect(dockerJob(jobConfiguration({ image: null, networks: null, image_pull_policy: null }))).toEqual(PLAIN);
  expect(dockerJob(jobConfiguration({ image: " " }))).toEqual(PLAIN);
});

test("what Prefect's template names is read", () => {
  const job = dockerJob(
    jobConfiguration({
      image: "example.com/taxi:v1",
      registry_credentials: { username: "me", password: "secret", registry_url: "example.com", reauth: true },
      image_pull_policy: "IfPossible",
      network_mode: "host",
      auto_remove: true,
      volumes: ["/here:/there:ro"],
      container_wait_timeout: 60,
      mem_limit: "300m",
      memswap_limit: "-1",
      privileged: true,
      container_create_kwargs: { cpu_count: 2 },
    }),
  );
  expect(job).toEqual({
    image: "example.com/taxi:v1",
    pullPolicy: "IfPossible",
    credentials: { username: "me", password: "secret", registryUrl: "example.com" },
    networks: [],
    networkMode: "host",
    isRemoved: true,
    volumes: ["/here:/there:ro"],
    waitSeconds: 60,
    memoryBytes: 314_572_800,
    memorySwapBytes: -1,
    isPrivileged: true,
    createOptions: { cpu_count: 2 },
  });
});

test.each([
  [{ image_pull_policy: "Sometimes" }, "image_pull_policy of the job"],
  [{ mem_limit: "much" }, "mem_limit of the job: is no amount of memory"],
  [{ container_wait_timeout: 0 }, "container_wait_timeout of the job"],
  [{ registry_credentials: { username: "me" } }, "registry_credentials.password of the job"],
  [{ networks: ["a"], network_mode: "host" }, "a container has networks or a network_mode, not both"],
])("%j is refused", (fields, message) => {
  expect(() => dockerJob(jobConfiguration(fields))).toThrow(message);
});
