import { readdir, readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runSteps } from "@tutti/project/steps/run-steps";
import { fakeSources } from "../../packages/project/test/support/fake-sources.ts";
import { imageRegistry } from "./support/image-registry.ts";
import { stepsContext } from "../../packages/project/test/support/steps-context.ts";
import { temporaryFolder } from "../../packages/project/test/support/temporary-folder.ts";
import { DockerDaemon } from "./support/docker-daemon.ts";

const PASSWORD = "p4ssword-of-mine";
let daemon: DockerDaemon;
/** What was made, so that it goes away again where the daemon is the machine's own. */
const images = new Set<string>();

beforeAll(async () => {
  daemon = await DockerDaemon.open();
});

afterAll(async () => {
  for (const image of images) await daemon.docker("rmi", "--force", image).catch(() => undefined);
  await daemon.close();
});

async function docker(...args: string[]): Promise<string> {
  return (await daemon.docker(...args)).stdout.trim();
}

function willBeMade(...names: string[]): void {
  for (const name of names) images.add(name);
}

/** The names of the files that an image adds to what it is made from. */
async function filesOf(image: string): Promise<string[]> {
  const container = await docker("create", image, "none");
  await using folder = await temporaryFolder();
  await docker("cp", `${container}:/opt/tutti`, folder.join("out"));
  await docker("rm", container);
  return (await readdir(folder.join("out"), { recursive: true })).sort();
}

test("an image is built as Prefect's step names and answers it, and what it is called is put out", async () => {
  await using folder = await temporaryFolder({
    "Dockerfile.flow": "FROM scratch\nARG LEVEL=none\nLABEL level=$LEVEL\nCOPY flow.ts /opt/tutti/flow.ts\n",
    "flow.ts": "",
  });
  const run = stepsContext(folder.path, { environment: daemon.env });
  const build = {
    id: "build_image",
    requires: "prefect-docker>=0.3.1",
    image_name: "example.com/tutti/taxi",
    tag: "v1",
    additional_tags: ["latest"],
    dockerfile: "Dockerfile.flow",
    buildargs: { LEVEL: 3 },
    labels: { "--privileged": "-x" },
  };
  willBeMade("example.com/tutti/taxi:v1", "example.com/tutti/taxi:latest");
  const { outputs } = await runSteps([{ "prefect_docker.deployments.steps.build_docker_image": build }], run);
  expect(outputs["build_image"]).toEqual({
    image_name: "example.com/tutti/taxi",
    tag: "v1",
    image: "example.com/tutti/taxi:v1",
    image_id: await docker("images", "--no-trunc", "--quiet", "example.com/tutti/taxi:v1"),
    additional_tags: ["latest"],
  });
  const labels = await docker("inspect", "--format={{json .Config.Labels}}", "example.com/tutti/taxi:latest");
  expect(JSON.parse(labels)).toEqual({ level: "3", "--privileged": "-x" });
});

test("a project without a Dockerfile gets one, and what is ignored stays out of the image", async () => {
  if ((await docker("images", "--quiet", "node:24")) === "") {
    await using base = await temporaryFolder({ Dockerfile: "FROM scratch\nCOPY Dockerfile /\n" });
    willBeMade("node:24");
    await docker("build", "--quiet", "--tag=node:24", base.path);
  }
  await using folder = await temporaryFolder({
    ".tuttiignore": ".env\nnode_modules/\n.tuttiignore\n",
    ".env": "SECRET=1",
    "node_modules/a/index.js": "",
    "flows/taxi.ts": "",
  });
  const run = stepsContext(folder.path, { environment: daemon.env });
  willBeMade("tutti-auto:1");
  await runSteps([{ build_docker_image: { image_name: "tutti-auto", tag: "1", dockerfile: "auto" } }], run);
  const name = folder.path.split("/").at(-1) ?? "";
  expect(await filesOf("tutti-auto:1")).toEqual([name, `${name}/flows`, `${name}/flows/taxi.ts`]);
  expect((await readdir(folder.path)).sort()).toEqual([".env", ".tuttiignore", "flows", "node_modules"]);
});

test("an image is pushed with a block's credentials, which stay out of Docker's own configuration", async () => {
  await using registry = await imageRegistry(`me:${PASSWORD}`);
  const configuration = JSON.stringify({ auths: { "other.example.com": { auth: "eDp5" } } });
  await using folder = await temporaryFolder({
    Dockerfile: "FROM scratch\nCOPY Dockerfile /\n",
    "docker/config.json": configuration,
  });
  const environment = { ...daemon.env, DOCKER_CONFIG: folder.join("docker") };
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
  willBeMade(`${image_name}:v1`, `${image_name}:latest`);
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
  const run = stepsContext(folder.path, { environment: daemon.env });
  const steps = [{ build_docker_image: { image_name: "a", tag: "1" } }];
  await expect(runSteps(steps, run)).rejects.toThrow("build_docker_image: docker build ended with 1");
  const environment = { ...daemon.env, DOCKER_HOST: `unix://${folder.join("no.sock")}` };
  await expect(runSteps(steps, { ...run, environment })).rejects.toThrow(
    "no Docker daemon answers: start it, or set DOCKER_HOST",
  );
  for (const inputs of [{ image_name: "--file=/etc/passwd" }, { image_name: "a", tag: "-x" }, { image_name: "a:b" }]) {
    await expect(runSteps([{ build_docker_image: inputs }], run)).rejects.toMatchObject({ code: "invalid_step" });
  }
});
