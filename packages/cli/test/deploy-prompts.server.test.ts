import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fixedAddress } from "@tutti/client/api-address";
import { readDeploymentByName } from "@tutti/client/deployments";
import { ApiClient } from "@tutti/client/http";
import { createWorkPool, readWorkPool } from "@tutti/client/work-pools";
import { startTestServer, type TestServer } from "@tutti/sdk/test-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { projectFolder, ProjectFolder } from "./support/project-folder.ts";
import { runCli } from "./support/run-cli.ts";
import { KEYS, Terminal } from "./support/terminal.ts";

const project = new ProjectFolder({
  "3.4/taxi.ts": `
    import { flow } from "tutti";
    export const mainFlow = flow(async function mainFlow() {});
  `,
});
let server: TestServer;
let home = "";

beforeAll(async () => {
  server = await startTestServer();
  home = await mkdtemp(join(tmpdir(), "tutti-deploy-"));
});

afterAll(async () => {
  await server.stop();
  await rm(home, { recursive: true });
});

const api = () => new ApiClient({ locate: fixedAddress(server.url) });
const deploy = (...args: string[]) =>
  new Terminal(["deploy", ...args], { cwd: project.path, env: { TUTTI_API_URL: server.url, TUTTI_HOME: home } });

test("a pool that is missing is offered to be made, schedules show their next times, and all is written down", async () => {
  await using terminal = deploy("3.4/taxi.ts:mainFlow", "-n", "taxi1", "-p", "zoompool");
  await terminal.sees("There is no work pool zoompool. Make it?");
  terminal.type(KEYS.enter);
  await terminal.sees("What type of work pool is it?");
  terminal.type(KEYS.enter);
  await terminal.sees("Made the work pool zoompool");
  await terminal.sees("Shall it run on a schedule?");
  terminal.type("y");
  await terminal.sees("What kind of schedule?");
  terminal.type(KEYS.enter);
  await terminal.sees("When?");
  terminal.type("0 3 * * *", KEYS.enter);
  await terminal.sees("Which timezone");
  terminal.type(KEYS.enter);
  await terminal.sees("is due");
  await terminal.sees("Keep this schedule?");
  terminal.type("y");
  await terminal.sees("active at once?");
  terminal.type("y");
  await terminal.sees("On another schedule too?");
  terminal.type("n");
  await terminal.sees("main-flow/taxi1");
  await terminal.sees("Write it into tutti.yaml");
  terminal.type("y");
  expect(await terminal.end()).toMatchObject({ code: 0 });
  const deployment = await readDeploymentByName(api(), "main-flow", "taxi1");
  expect(deployment).toMatchObject({ work_pool_name: "zoompool", schedules: [{ schedule: { cron: "0 3 * * *" } }] });
  expect(await readFile(join(project.path, "tutti.yaml"), "utf8")).toBe(`deployments:
  - entrypoint: 3.4/taxi.ts:mainFlow
    name: taxi1
    schedules:
      - cron: 0 3 * * *
        timezone: ${new Intl.DateTimeFormat().resolvedOptions().timeZone}
        day_or: true
    work_pool:
      name: zoompool
`);
  expect((await readWorkPool(api(), "zoompool")).type).toBe("process");
});

test("beside the form that init leaves, schedules are asked for and saving is offered", async () => {
  await using folder = await projectFolder({
    "flows.ts": `
      import { flow } from "tutti";
      export const formed = flow(async function formed() {});
    `,
  });
  const at = { cwd: folder.path, env: { TUTTI_API_URL: server.url, TUTTI_HOME: home } };
  expect(await runCli(["init"], at)).toMatchObject({ code: 0 });
  await using terminal = new Terminal(["deploy", "flows.ts:formed", "-n", "asked", "-p", "zoompool"], at);
  await terminal.sees("Shall it run on a schedule?");
  terminal.type("n");
  await terminal.sees("Write it into tutti.yaml");
  terminal.type("y");
  await terminal.sees("tutti.yaml. Next time: tutti deploy -n asked");
  expect(await terminal.end()).toMatchObject({ code: 0 });
});

test("without anything said, the flow is picked from those that are found, and name and pool are asked for", async () => {
  await using terminal = deploy("--no-schedule", "--no-save");
  await terminal.sees("Which deployment?");
  terminal.type(KEYS.down, KEYS.enter);
  await terminal.sees("Which flow?");
  await terminal.sees("3.4/taxi.ts:mainFlow");
  terminal.type(KEYS.enter);
  await terminal.sees("What is the deployment called?");
  terminal.type(KEYS.enter);
  await terminal.sees("Which work pool's workers run it?");
  await terminal.sees("zoompool");
  terminal.type(KEYS.enter);
  await terminal.sees("main-flow/default");
  expect(await terminal.end()).toMatchObject({ code: 0 });
  expect(await readDeploymentByName(api(), "main-flow", "default")).toMatchObject({ work_pool_name: "zoompool" });
});

test("a pool that was named as a new one is made without asking again", async () => {
  await using terminal = deploy("3.4/taxi.ts:mainFlow", "-n", "fresh", "--no-schedule", "--no-save");
  await terminal.sees("Which work pool's workers run it?");
  terminal.type(KEYS.up, KEYS.enter);
  await terminal.sees("What is the new work pool called?");
  terminal.type("newpool", KEYS.enter);
  await terminal.sees("What type of work pool is it?");
  terminal.type(KEYS.enter);
  await terminal.sees("Made the work pool newpool");
  await terminal.sees("main-flow/fresh");
  const { code, text } = await terminal.end();
  expect([code, text.includes("Make it?")]).toEqual([0, false]);
});

test("an entry point that leads nowhere is told, and another one may be picked", async () => {
  await using terminal = deploy("3.4/taxi.ts:mainFlo", "-n", "taxi2", "-p", "zoompool", "--no-schedule", "--no-save");
  await terminal.sees("Did you mean mainFlow?");
  await terminal.sees("Which flow?");
  terminal.type(KEYS.enter);
  await terminal.sees("main-flow/taxi2");
  expect(await terminal.end()).toMatchObject({ code: 0 });
});

test("who wants no pool gets none, and nothing is deployed", async () => {
  await using terminal = deploy("3.4/taxi.ts:mainFlow", "-n", "taxi3", "-p", "nopool");
  await terminal.sees("There is no work pool nopool. Make it?");
  terminal.type("n");
  await terminal.sees("There is no such work pool: nopool");
  expect(await terminal.end()).toMatchObject({ code: 1 });
  await expect(readDeploymentByName(api(), "main-flow", "taxi3")).rejects.toThrow("404");
});

test("for a pool with images, how the code gets there is asked for, with what that needs", async () => {
  const fields = { image: { type: "string" }, command: { type: "string" } };
  const base_job_template = {
    job_configuration: { image: "{{ image }}", command: "{{ command }}" },
    variables: { type: "object", properties: fields },
  };
  await createWorkPool(api(), { name: "boats", type: "docker", base_job_template });
  await using terminal = deploy("3.4/taxi.ts:mainFlow", "-n", "taxi4", "-p", "boats", "--no-schedule", "--dry-run");
  await terminal.sees("How does the code get to where it runs?");
  terminal.type(KEYS.down, KEYS.down, KEYS.enter);
  await terminal.sees("Which Dockerfile?");
  terminal.type(KEYS.enter);
  await terminal.sees("image_name: the image's name");
  terminal.type("me/taxi", KEYS.enter);
  await terminal.sees("tag: the image's tag");
  terminal.type(KEYS.enter);
  await terminal.sees("Shall the image be pushed to its registry?");
  terminal.type("n");
  await terminal.sees("main-flow/taxi4  create");
  await terminal.sees("/opt/tutti/");
  expect(await terminal.end()).toMatchObject({ code: 0 });
});

test("a repository is asked for with its branch, and its token goes into a block, of which the deployment has the name", async () => {
  const git = ["--recipe", "git", "-f", "repository=https://example.com/taxi.git"];
  await using terminal = deploy(
    "3.4/taxi.ts:mainFlow",
    "-n",
    "taxi5",
    "-p",
    "zoompool",
    "--no-schedule",
    "--no-save",
    ...git,
  );
  await terminal.sees("Which branch?");
  terminal.type(KEYS.enter);
  await terminal.sees("Is the repository private?");
  terminal.type("y");
  await terminal.sees("Which access token may read it?");
  terminal.type("hush-hush", KEYS.enter);
  await terminal.sees("It is kept in the block secret/taxi5-repository-token.");
  await terminal.sees("main-flow/taxi5");
  const { code, text } = await terminal.end();
  expect([code, text.includes("hush-hush")]).toEqual([0, false]);
  expect((await readDeploymentByName(api(), "main-flow", "taxi5")).pull_steps?.[0]).toEqual({
    "prefect.deployments.steps.git_clone": {
      id: "clone",
      repository: "https://example.com/taxi.git",
      branch: "main",
      access_token: "{{ prefect.blocks.secret.taxi5-repository-token }}",
    },
  });
});
