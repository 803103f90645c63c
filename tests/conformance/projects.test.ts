import { execFile } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { constantFrom, sample, string } from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { resolveTemplate } from "@tutti/client/template/resolve-template";
import { toPlain } from "@tutti/core/exact-json";
import { splitCommand } from "@tutti/core/split-command";
import { readProject } from "@tutti/project/files/read-project";
import { initProject } from "@tutti/project/init/init-project";
import { projectFacts } from "@tutti/project/init/project-facts";
import { RECIPE_NAMES } from "@tutti/project/init/recipes";
import { portableSteps } from "@tutti/project/steps/portable-steps";
import { runSteps } from "@tutti/project/steps/run-steps";
import { PrefectClient } from "./prefect-client.ts";

// Prefect itself says what its files, templates, command lines and steps mean.

const program = fileURLToPath(new URL("python/projects.py", import.meta.url));
const run = promisify(execFile);
const answers = z.object({
  yaml: z.array(z.unknown()),
  lines: z.array(z.array(z.string()).nullable()),
  templates: z.array(z.record(z.string(), z.unknown())),
  steps: z.array(z.unknown()),
});

const YAML = [
  `name: a
build: null
pull:
  prefect.deployments.steps.set_working_directory: {directory: /d}
definitions:
  pool: &pool {name: p, job_variables: {image: x}}
deployments:
- name: one
  version: null
  tags: [a, 'yes', yes]
  description: |
    two
    lines
  entrypoint: a/b.py:f
  parameters: {int: 1_000, octal: 0o14, old: 014, hex: 0x1F, float: 1.50, exp: 1.5e+3, off_: off, none: ~, text: "5", sixty: 1:30}
  paused: on
  work_pool: *pool
- name: two
  entrypoint: b.py:g
  parameters: {<<: {a: 1}, b: [1, {c: true}]}
  work_pool: {<<: *pool, work_queue_name: q}
  build: []
  triggers: [{type: event}]
`,
  "deployments: []\nbuild:\n- a.b.c: {id: x, list: [1]}\npush: {}\n",
  "name: x\n",
];
const ENVIRONMENT = { TUTTI_CASE: "from the environment" };
const VALUES = { n: 5, text: "t", none: null, yes: true, list: [1, "a"], deep: { list: [{ a: 0.5 }], "x-y": "z" } };
const TEXTS = `{{ n }}/{{n}} /{{ n }}{{ text }}/{{ none }}/{{ none }}./{{ yes }}/is {{ yes }}/{{ list }}/l={{ list }}
{{ deep.list[0].a }}/{{ deep.x-y }}!/{{ deep }}/d{{ deep }}/{{ gone }}/a{{ gone }}b/{{ list[1] }}/{{ list[7] }}/{{ n.x }}
{{ $TUTTI_CASE }}/{{ $TUTTI_CASE }}!/{{ $TUTTI_NO_CASE }}/{{ two words }}/{{ n/{ { n } }/{{\tn }}/{{ list[-1] }}`;
const TEMPLATES = [
  ...TEXTS.split(/[/\n]/),
  [{ a: "{{ n }}", gone: "{{ gone }}", list: ["{{ gone }}", "{{ text }}", ["{{ yes }}"]] }, 7, null, false],
];

const lines = sample(
  string({ unit: constantFrom("a", "b", " ", '"', "'", "\\", "\t", "#", "$", "|", ";"), maxLength: 12 }),
  { numRuns: 3000, seed: 5 },
);

const IDENTITY = ["-c", "user.name=T", "-c", "user.email=t@example.com"];

let folder = "";
let prefect: z.output<typeof answers>;
let client: PrefectClient;
let steps: Record<string, unknown>[][] = [];

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "tutti-projects-")));
  for (const name of ["theirs", "ours", "origin"]) await mkdir(join(folder, name));
  await writeFile(join(folder, "origin", "flow.py"), "");
  const git = (...args: string[]) => run("git", ["-C", join(folder, "origin"), ...args]);
  await git("init", "--quiet", "--initial-branch=feature/x");
  await git("add", "--all");
  await git(...IDENTITY, "commit", "--quiet", "--message=one");
  steps = stepCases(join(folder, "origin"));
  client = new PrefectClient("http://127.0.0.1:9");
  const cases = {
    folder: join(folder, "theirs"),
    environment: ENVIRONMENT,
    values: VALUES,
    yaml: YAML,
    lines,
    templates: TEMPLATES,
    steps: steps.map(portableSteps),
  };
  await writeFile(join(folder, "cases.json"), JSON.stringify(cases));
  prefect = answers.parse(await client.runProgram(program, join(folder, "cases.json")));
});

afterAll(async () => {
  client.close();
  await rm(folder, { recursive: true });
});

function stepCases(origin: string): Record<string, unknown>[][] {
  const script = (text: string, more: object = {}) => ({
    run_shell_script: { script: text, stream_output: false, ...more },
  });
  return [
    [script("echo a\n\n  echo 'b  c' \"d\" \\e\n", { id: "x" }), script("echo -{{ x.stderr }}- {{ nobody.stdout }}.")],
    [script("echo $A ${A} $$ $B", { env: { A: "1" }, expand_env_vars: true, id: "e" }), script("sh -c 'echo err >&2'")],
    [script("echo a | tr a b && echo $A", { env: { A: "2" }, shell: true })],
    [{ set_working_directory: { directory: "/tmp" } }, script("pwd")],
    [
      { git_clone: { id: "code", repository: `file://${origin}`, branch: "feature/x" } },
      script("ls {{ code.directory }}"),
      script("pwd", { directory: "{{ code.directory }}" }),
    ],
    [
      { git_clone: { id: "code", repository: `file://${origin}`, clone_directory_name: "mine" } },
      { set_working_directory: { directory: "{{ code.directory }}" } },
    ],
  ];
}

const sources = {
  block: async () => null,
  blockById: async () => null,
  variable: async () => null,
  environment: ENVIRONMENT,
};

test("prefect.yaml means to us what it means to Prefect", async () => {
  const ours = [];
  for (const text of YAML) {
    await writeFile(join(folder, "ours", "prefect.yaml"), text);
    const { deployments, steps } = await readProject(join(folder, "ours"));
    ours.push({ deployments: deployments.map(({ values }) => toPlain(values)), actions: steps });
  }
  await rm(join(folder, "ours", "prefect.yaml"));
  expect(ours).toEqual(prefect.yaml);
});

test("a command line has the words that Python finds in it", () => {
  const ours = lines.map((line) => {
    try {
      return splitCommand(line);
    } catch {
      return null;
    }
  });
  expect(ours).toEqual(prefect.lines);
});

test("templates are filled as Prefect fills them", async () => {
  const ours = [];
  for (const template of TEMPLATES) ours.push(await resolveTemplate({ value: template }, VALUES, sources));
  expect(ours).toEqual(prefect.templates);
});

test("steps put out what they put out in Prefect, which knows them by the names that a deployment has", async () => {
  const directory = join(folder, "ours");
  const environment = { ...process.env, ...ENVIRONMENT };
  const ours = [];
  for (const each of steps) {
    const context = { sources, directory, environment, say: () => undefined, cacheDirectory: null };
    const result = await runSteps(each, context);
    const place = each.some((step) => "set_working_directory" in step) ? result.directory : directory;
    ours.push({ outputs: result.outputs, folder: place });
  }
  expect(ours).toEqual(JSON.parse(JSON.stringify(prefect.steps).replaceAll(join(folder, "theirs"), directory)));
});

test.each(RECIPE_NAMES)("init writes the steps of Prefect's recipe %s", async (recipe) => {
  const places = { theirs: join(folder, `${recipe}-theirs`, "taxi"), ours: join(folder, `${recipe}-ours`, "taxi") };
  for (const place of Object.values(places)) {
    await mkdir(place, { recursive: true });
    await run("git", ["-C", place, "init", "--quiet", "--initial-branch=trunk"]);
    await run("git", ["-C", place, ...IDENTITY, "commit", "--quiet", "--allow-empty", "--message=one"]);
    await run("git", ["-C", place, "remote", "add", "origin", "https://example.com/me/taxi.git"]);
  }
  const stores = { s3: "bucket", gcs: "bucket", azure: "container" };
  const ofRecipe = recipe in stores ? { [stores[recipe as keyof typeof stores]]: "code", folder: "taxi" } : {};
  const inputs = { image_name: "example.com/taxi", tag: "v1", ...ofRecipe };
  const fields = Object.entries(inputs).flatMap(([key, value]) => ["--field", `${key}=${value}`]);
  await client.commandIn(places.theirs, "init", "--recipe", recipe, ...fields);
  const values = { ...(await projectFacts(places.ours, process.env)), ...inputs };
  await initProject({ directory: places.ours, name: "taxi", version: "1", recipe, values });
  const [theirs, ours] = [await readProject(places.theirs), await readProject(places.ours)];
  expect(ours.name).toBe(theirs.name);
  expect(comparable(ours.steps, places.ours)).toEqual(comparable(theirs.steps, places.theirs));
  const variables = (project: typeof ours) => project.deployments.map(({ values }) => values.work_pool?.job_variables);
  expect(variables(ours)).toEqual(variables(theirs));
});

/** Without what Python's steps alone need, without keys that say nothing; each has its own home for the code. */
function comparable(steps: Awaited<ReturnType<typeof readProject>>["steps"], place: string): unknown {
  const text = JSON.stringify({ ...steps, build: portableSteps(steps.build), push: portableSteps(steps.push) });
  // Prefect's recipe gcs pulls from a folder that is known only when it was pulled.
  const known = text.replaceAll("{{ pull_code.folder }}", "{{ push_code.folder }}");
  const named = JSON.parse(known.replaceAll(place, "<here>").replaceAll(/\/opt\/(tutti|prefect)\//g, "/opt/<home>/"));
  const pull = portableSteps(named.pull);
  return JSON.parse(
    JSON.stringify({ ...named, pull }, (key, value) => (key === "requires" || value === null ? undefined : value)),
  );
}
