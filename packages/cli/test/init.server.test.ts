import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { readProject } from "@tutti/project/files/read-project";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CLI_VERSION } from "../src/cli-version.ts";
import { runCli } from "./support/run-cli.ts";
import { KEYS, Terminal } from "./support/terminal.ts";

const FILES = [".tuttiignore", "deployment.yaml", "tutti.yaml", ".tutti/"];
let folder = "";

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "tutti-init-")));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

function tutti(...args: string[]) {
  return runCli(args, { cwd: folder });
}

async function git(...args: string[]): Promise<void> {
  await promisify(execFile)("git", ["-C", folder, ...args]);
}

test("a bare folder becomes a project whose code lies there", async () => {
  const next = "Next: tutti dev, or tutti deploy file.ts:flow -n <name> -p <pool>";
  const name = basename(folder);
  expect(await tutti("init")).toEqual({
    code: 0,
    stdout: FILES.map((file) => `${file}\n`).join(""),
    stderr: `Made the project ${name} by the recipe local, in ${folder}:\n${next}\n`,
  });
  expect((await readdir(folder)).sort()).toEqual([".tutti", ".tuttiignore", "deployment.yaml", "tutti.yaml"]);
  expect(await readFile(join(folder, "tutti.yaml"), "utf8")).toContain(
    `name: ${name}\ntutti-version: ${CLI_VERSION}\n`,
  );
  expect(await readProject(folder)).toMatchObject({
    name,
    warnings: [],
    steps: { build: [], push: [], pull: [{ set_working_directory: { directory: folder } }] },
    deployments: [{ values: { name: null, entrypoint: null } }],
  });
});

test("a package that npm init made is told how its files may import", async () => {
  const init = async (manifest: string) => {
    await writeFile(join(folder, "package.json"), manifest);
    return (await tutti("init")).stderr.includes("npm pkg set type=module");
  };
  expect([await init('{ "type": "commonjs" }'), await init('{ "type": "module" }'), await init("{")]).toEqual([
    true,
    false,
    false,
  ]);
});

test("what is there is never written to, and the rest is made", async () => {
  await writeFile(join(folder, "tutti.yaml"), "name: mine\n");
  await writeFile(join(folder, ".tuttiignore"), "");
  await mkdir(join(folder, ".tutti"));
  expect(await tutti("project", "init", "--name", "other")).toMatchObject({
    code: 0,
    stdout: "deployment.yaml\n",
    stderr: expect.stringContaining("Left alone, because they are there already: .tuttiignore, tutti.yaml, .tutti/\n"),
  });
  expect(await readFile(join(folder, "tutti.yaml"), "utf8")).toBe("name: mine\n");
  expect(await readFile(join(folder, ".tuttiignore"), "utf8")).toBe("");
  expect(await tutti("init")).toMatchObject({ code: 0, stdout: "" });
});

test("a git remote is cloned from, on the branch that is checked out, and its login is not written down", async () => {
  await git("init", "--quiet", "--initial-branch=trunk");
  await git("remote", "add", "origin", "https://me:secret@example.com/me/taxi.git");
  const { code, stdout } = await tutti("init", "-o", "json");
  expect({ code, ...JSON.parse(stdout) }).toEqual({
    code: 0,
    name: basename(folder),
    directory: folder,
    recipe: "git",
    created: FILES,
    left: [],
  });
  const pull = [{ git_clone: { repository: "https://example.com/me/taxi.git", branch: "trunk" } }];
  expect((await readProject(folder)).steps).toEqual({ build: [], push: [], pull });
});

test("a folder within a repository works there after the clone, with its dependencies", async () => {
  await git("init", "--quiet", "--initial-branch=main");
  await git("remote", "add", "origin", "git@example.com:me/taxi.git");
  const within = join(folder, "flows", "taxi");
  await mkdir(within, { recursive: true });
  await writeFile(join(within, "package.json"), "{}");
  await runCli(["init"], { cwd: within });
  expect((await readProject(within)).steps.pull).toEqual([
    { git_clone: { id: "clone", repository: "git@example.com:me/taxi.git", branch: "main" } },
    { set_working_directory: { directory: "{{ clone.directory }}/flows/taxi" } },
    { npm_install: {} },
  ]);
});

test("without a terminal, what a recipe needs must be given, and nothing is made before", async () => {
  await writeFile(join(folder, "Dockerfile"), "FROM node:24\n");
  expect(await tutti("init", "-f", "tag=v1")).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringMatching(/^Error: The recipe docker needs image_name \(.*\)\. Add -f image_name=<value>\.\n/),
  });
  expect(await readdir(folder)).toEqual(["Dockerfile"]);
  expect(await tutti("init", "-f", "tag=v1", "-f", "image_name=ghcr.io/me/taxi")).toMatchObject({ code: 0 });
  expect(await readProject(folder)).toMatchObject({
    steps: {
      build: [
        {
          build_docker_image: { id: "build_image", image_name: "ghcr.io/me/taxi", tag: "v1", dockerfile: "Dockerfile" },
        },
      ],
      push: [{ push_docker_image: { image_name: "{{ build_image.image_name }}", tag: "{{ build_image.tag }}" } }],
      pull: [{ set_working_directory: { directory: `/opt/tutti/${basename(folder)}` } }],
    },
    deployments: [{ values: { work_pool: { job_variables: { image: "{{ build_image.image }}" } } } }],
  });
});

test.each([
  [
    ["--recipe", "dockr"],
    "There is no recipe dockr; there are local, git, docker, docker-git, s3, gcs, and azure. Did you mean docker?",
  ],
  [["-f", "image"], "--field image is not of the form name=value."],
  [["-f", "imagename=x"], "No recipe has an input imagename;"],
])("init %j is refused", async (args, problem) => {
  expect(await tutti("init", ...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(problem) });
  expect(await readdir(folder)).toEqual([]);
});

test("on a terminal, what a recipe needs is asked for", async () => {
  await using terminal = new Terminal(["init", "--recipe", "docker"], { cwd: folder });
  await terminal.sees("image_name: the image's name");
  terminal.type(KEYS.enter);
  await terminal.sees("The recipe docker needs it.");
  terminal.type("ghcr.io/me/taxi", KEYS.enter);
  await terminal.sees("tag: the image's tag");
  terminal.type("v2", KEYS.enter);
  await terminal.sees("tutti.yaml");
  expect(await terminal.end()).toMatchObject({ code: 0 });
  expect((await readProject(folder)).steps.build).toEqual([
    { build_docker_image: { id: "build_image", image_name: "ghcr.io/me/taxi", tag: "v2", dockerfile: "auto" } },
  ]);
});

test("Ctrl-C at a question makes nothing", async () => {
  await using terminal = new Terminal(["init", "--recipe", "docker"], { cwd: folder });
  await terminal.sees("image_name: the image's name");
  terminal.type(KEYS.interrupt);
  expect(await terminal.end()).toMatchObject({ code: 130 });
  expect(await readdir(folder)).toEqual([]);
});

test("the recipes are listed with what they need", async () => {
  const { code, stdout } = await tutti("project", "recipe", "ls", "-o", "json");
  expect({ code, inputs: JSON.parse(stdout).map((recipe: { inputs: object }) => Object.keys(recipe.inputs)) }).toEqual({
    code: 0,
    inputs: [
      [],
      ["repository"],
      ["image_name", "tag"],
      ["image_name", "tag", "repository"],
      ["bucket", "folder"],
      ["bucket", "folder"],
      ["container", "folder"],
    ],
  });
});
