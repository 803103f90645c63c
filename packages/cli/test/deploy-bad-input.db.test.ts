import { filterDeployments } from "@tutti/client/deployments";
import { createWorkPool, filterWorkPools } from "@tutti/client/work-pools";
import { readWorkerTypes } from "@tutti/client/worker-types";
import { beforeAll, expect, test } from "vitest";
import { CliServer } from "./support/cli-server.ts";
import { ProjectFolder } from "./support/project-folder.ts";
import { runCli } from "./support/run-cli.ts";

const flowNamed = (name: string) =>
  `import { flow } from "tutti";\nexport const main = flow({ name: "${name}" }, async () => 1);\n`;

const cli = new CliServer();
const project = new ProjectFolder({ "one.ts": flowNamed("trips"), "other.ts": flowNamed("trips") });

const tutti = (...args: string[]) => runCli(args, { env: cli.env, cwd: project.path });
const deploy = (...args: string[]) => tutti("deploy", ...args);
const deployed = async () =>
  (await filterDeployments(cli.api, {})).map(({ name, entrypoint }) => `${name} ${entrypoint}`);

beforeAll(async () => {
  const types = await readWorkerTypes(cli.api);
  for (const [name, type] of [
    ["zoompool", "process"],
    ["dock", "docker"],
  ] as const) {
    const template = types.find((known) => known.type === type)?.baseJobTemplate;
    await createWorkPool(cli.api, { name, type, base_job_template: { ...template } });
  }
});

test("a pool of containers is refused for code that stays here, and nothing is deployed", async () => {
  const refused = await deploy("one.ts:main", "-n", "boxed", "-p", "dock");
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toContain(
    "Error: It cannot be deployed: boxed: the jobs of the work pool dock run in containers (docker), which do not see " +
      "this folder. Say how the code gets there, with --recipe docker",
  );
  expect(await deployed()).toEqual([]);
  expect(await deploy("one.ts:main", "-n", "boxed", "-p", "dock", "-jv", "image=taxi:1", "--dry-run")).toMatchObject({
    code: 0,
  });
});

test("a pool that was made on the way goes again when nothing is deployed", async () => {
  const refused = await deploy("one.ts:main", "-n", "x", "-p", "made", "--create-pool", "process", "--param", "no=1");
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toContain("Made the work pool made of type process.\nTook back the work pool made.\nError: ");
  expect((await filterWorkPools(cli.api, {})).map(({ name }) => name)).toEqual(["dock", "zoompool"]);
});

test("a worker is not started for a pool of another type", async () => {
  const pools = await filterWorkPools(cli.api, {});
  const refused = await tutti("worker", "start", "-p", "zoompool", "-t", "docker", "--run-once");
  expect(refused).toMatchObject({ code: 2, stdout: "" });
  expect(refused.stderr).toContain(
    "The work pool zoompool is of type process, not docker. Leave out --type, or name a pool of type docker by --pool.",
  );
  expect(await filterWorkPools(cli.api, {})).toEqual(pools);
});

test("what git would take for an option or a program is refused before anything is deployed", async () => {
  const pulls = [
    ["{ repository: 'ext::sh -c id' }", "it names a program to run"],
    ["{ repository: --upload-pack=id }", "it begins with a dash"],
    ["{ repository: https://example.com/a.git, branch: --upload-pack=id }", "this is no name of a branch"],
  ] as const;
  for (const [inputs, problem] of pulls) {
    await project.write({ "tutti.yaml": `pull:\n  - git_clone: ${inputs}\n` });
    const refused = await deploy("one.ts:main", "-n", "pulled", "-p", "zoompool");
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining(problem)]);
  }
  await project.write({ "tutti.yaml": "pull: null\n" });
  expect(await deployed()).toEqual([]);
});

test("of two variables that are not there both are told", async () => {
  await project.write({
    "tutti.yaml": `deployments:
  - name: filled
    entrypoint: one.ts:main
    version: "{{ tutti.variables.first }}"
    work_pool: { name: zoompool, job_variables: { working_dir: "{{ tutti.variables.second }}" } }
`,
  });
  const refused = await deploy("-n", "filled");
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain(
    "{{ tutti.variables.first }}: there is no variable first; {{ tutti.variables.second }}: there is no variable second",
  );
  await project.write({ "tutti.yaml": "pull: null\n" });
  expect(await deployed()).toEqual([]);
});

test("a flow's name is not taken from another flow of the folder, as long as that is there", async () => {
  expect(await deploy("one.ts:main", "-n", "a", "-p", "zoompool")).toMatchObject({ code: 0 });
  for (const name of ["a", "b"]) {
    const refused = await deploy("other.ts:main", "-n", name, "-p", "zoompool");
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toContain(
      "It cannot be deployed: the flow name trips is taken: trips/a is deployed from one.ts:main; to take it over: tutti " +
        "deployment delete trips/a. Give one another name",
    );
  }
  expect(await deployed()).toEqual(["a one.ts:main"]);
  await project.write({ "one.ts": "export {};\n" });
  expect(await deploy("other.ts:main", "-n", "b", "-p", "zoompool")).toMatchObject({ code: 0 });
  expect(await deployed()).toEqual(["a one.ts:main", "b other.ts:main"]);
});
