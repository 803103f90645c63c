import { readdir, readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runSteps } from "../../src/steps/run-steps.ts";
import { dockerDaemon } from "../support/docker-daemon.ts";
import { fakeSources } from "../support/fake-sources.ts";
import { imageRegistry } from "../support/image-registry.ts";
import { stepsContext } from "../support/steps-context.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const PASSWORD = "p4ssword-of-mine";
let daemon: Awaited<ReturnType<typeof dockerDaemon>>;

beforeAll(async () => {
  daemon = await dockerDaemon();
});

afterAll(() => daemon[Symbol.asyncDispose]());

/** The names of the files that an image adds to what it is made from. */
async function filesOf(image: string): Promise<string[]> {
  const container = await daemon.docker("create", image, "none");
  await using folder = await temporaryFolder();
  await daemon.docker("cp", `${container}:/opt/tutti`, folder.join("out"));
  return (await readdir(folder.join("out"), { recursive: true })).sort();
}

test("an image is built as Prefect's step names and answers it, and what it is called is put out", async () => {
  await using folder = await temporaryFolder({
    "Dockerfile.flow": "FROM scratch\nARG LEVEL=none\nLABEL level=$LEVEL\nCOPY flow.ts /opt/tutti/flow.ts\n",
    "flow.ts": "",
  });
  const run = stepsContext(folder.path, { environment: daemon.environment });
  const build = {
    id: "build_image",
    requires: "prefect-docker>=0.3.1",
    image_name: "example.com/me/taxi",
    tag: "v1",
    additional_tags: ["latest"],
    dockerfile: "Dockerfile.flow",
    buildargs: { LEVEL: 3 },
    labels: { "--privileged": "-x" },
  };
  const { outputs } = await runSteps([{ "prefect_docker.deployments.steps.build_docker_image": build }], run);
  expect(outputs["build_image"]).toEqual({
    image_name: "example.com/me/taxi",
    tag: "v1",
    image: "example.com/me/taxi:v1",
    image_id: await daemon.docker("images", "--no-trunc", "--quiet", "example.com/me/taxi:v1"),
    additional_tags: ["latest"],
  });
  const labels = await daemon.docker("inspect", "--format={{json .Config.Labels}}", "example.com/me/taxi:latest");
  expect(JSON.parse(labels)).toEqual({ level: "3", "--privileged": "-x" });
});

test("a project without a Dockerfile gets one, and what is ignored stays out of the image", async () => {
  await using base = await temporaryFolder({ Dockerfile: "FROM scratch\nCOPY Dockerfile /\n" });
  await daemon.docker("build", "--quiet", "--tag=node:24", base.path);
  await using folder = await temporaryFolder({
    ".tuttiignore": ".env\nnode_modules/\n.tuttiignore\n",
    ".env": "SECRET=1",
    "node_modules/a/index.js": "",
    "flows/taxi.ts": "",
  });
  const run = stepsContext(folder.path, { environment: daemon.environment });
  await runSteps([{ build_docker_image: { image_name: "auto", tag: "1", dockerfile: "auto" } }], run);
  const name = folder.path.split("/").at(-1) ?? "";
  expect(await filesOf("auto:1")).toEqual([name, `${name}/flows`, `${name}/flows/taxi.ts`]);
  expect((await readdir(folder.path)).sort()).toEqual([".env", ".tuttiignore", "flows", "node_modules"]);
});

test("an image is pushed with a block's credentials, which stay out of Docker's own configuration", async () => {
  await using registry = await imageRegistry(`me:${PASSWORD}`);
  const configuration = JSON.stringify({ auths: { "other.example.com": { auth: "eDp5" } } });
  await using folder = await temporaryFolder({
    Dockerfile: "FROM scratch\nCOPY Dockerfile /\n",
    "docker/config.json": configuration,
  });
  const environment = { ...daemon.environment, DOCKER_CONFIG: folder.join("docker") };
  const sources = fakeSources({
    blocks: { "docker-registry-credentials/mine": { username: "me", password: PASSWORD, registry_url: registry.host } },
  });
  const run = stepsContext(folder.path, { environment, sources });
  const image_name = `${registry.host}/me/taxi`;
  const push = {
    image_name: "{{ build.image_name }}",
    tag: "{{ build.tag }}",
    additional_tags: "{{ build.additional_tags }}",
    credentials: "{{ prefect.blocks.docker-registry-credentials.mine }}",
  };
  const steps = [
    { build_docker_image: { id: "build", image_name, tag: "v1", additional_tags: ["latest"] } },
    { push_docker_image: { id: "push", ...push } },
  ];
  const { outputs } = await runSteps(steps, run);
  expect(outputs["push"]).toEqual({ image_name, tag: "v1", image: `${image_name}:v1`, additional_tags: ["latest"] });
  expect(registry.tags).toEqual(["me/taxi:v1", "me/taxi:latest"]);
  expect(run.said.join("\n")).not.toContain(PASSWORD);
  expect(await readFile(folder.join("docker", "config.json"), "utf8")).toBe(configuration);
  const { credentials: _, ...bare } = push;
  await expect(runSteps([steps[0] ?? {}, { push_docker_image: bare }], run)).rejects.toThrow(
    "push_docker_image: docker push ended with 1",
  );
});

test("a build that fails, a daemon that is not there, a name that is an option: each is said", async () => {
  await using folder = await temporaryFolder({ Dockerfile: "FROM scratch\nCOPY nothing /\n" });
  const run = stepsContext(folder.path, { environment: daemon.environment });
  const steps = [{ build_docker_image: { image_name: "a", tag: "1" } }];
  await expect(runSteps(steps, run)).rejects.toThrow("build_docker_image: docker build ended with 1");
  const environment = { ...daemon.environment, DOCKER_HOST: `unix://${folder.join("no.sock")}` };
  await expect(runSteps(steps, { ...run, environment })).rejects.toThrow(
    "no Docker daemon answers: start it, or set DOCKER_HOST",
  );
  for (const inputs of [{ image_name: "--file=/etc/passwd" }, { image_name: "a", tag: "-x" }, { image_name: "a:b" }]) {
    await expect(runSteps([{ build_docker_image: inputs }], run)).rejects.toMatchObject({ code: "invalid_step" });
  }
});
