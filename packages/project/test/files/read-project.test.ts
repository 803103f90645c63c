import { expect, test } from "vitest";
import { parseExact } from "@tutti/core/exact-json";
import { readProject } from "../../src/files/read-project.ts";
import { schedulesOf } from "../../src/files/deployment-entry.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const TUTTI_YAML = `name: taxi
tutti-version: 0.1.0
build: null
pull:
  - set_working_directory:
      directory: /code
deployments:
  - name: taxi1
    entrypoint: 3.4/orchestrate.ts:mainFlow
    tags: [a, "{{ prefect.variables.env }}"]
    parameters: { rate: 5.0, id: 12345678901234567890, on: yes }
    work_pool:
      name: zoompool
  - name: own
    entrypoint: a.ts:f
    build: null
    pull: []
    schedules:
      - cron: "0 9 * * *"
        timezone: Europe/Berlin
        active: false
      - interval: 60
`;

test("tutti.yaml: its steps, and its deployments with what they override", async () => {
  await using folder = await temporaryFolder({ "tutti.yaml": TUTTI_YAML });
  const file = folder.join("tutti.yaml");
  const pull = [{ set_working_directory: { directory: "/code" } }];
  expect(await readProject(folder.path)).toEqual({
    directory: folder.path,
    name: "taxi",
    files: [file],
    warnings: [],
    steps: { build: [], push: [], pull },
    deployments: [
      {
        place: { file, line: 8, column: 5 },
        index: 0,
        steps: { build: [], push: [], pull },
        values: {
          name: "taxi1",
          entrypoint: "3.4/orchestrate.ts:mainFlow",
          tags: ["a", "{{ prefect.variables.env }}"],
          parameters: { rate: parseExact("5.0"), id: parseExact("12345678901234567890"), on: "yes" },
          work_pool: { name: "zoompool" },
        },
      },
      {
        place: { file, line: 14, column: 5 },
        index: 1,
        steps: { build: [], push: [], pull: [] },
        values: {
          name: "own",
          entrypoint: "a.ts:f",
          build: null,
          pull: [],
          schedules: [{ cron: "0 9 * * *", timezone: "Europe/Berlin", active: false }, { interval: 60 }],
        },
      },
    ],
  });
});

test("prefect.yaml is read as Prefect reads it: YAML 1.1, anchors, one step without a list, unknown keys passed over", async () => {
  await using folder = await temporaryFolder({
    "prefect.yaml": `prefect-version: 3.8.8
name: d
definitions:
  pool: &pool
    name: p
    job_variables: {image: x}
pull:
  prefect.deployments.steps.set_working_directory:
    directory: /d
deployments:
- name: one
  entrypoint: flow.py:f
  schedule: {}
  paused: yes
  work_pool:
    <<: *pool
    work_queue_name: q
  colour: red
- name: two
  entrypoint: flow.py:f
  schedules:
  - {}
  - cron: 0 0 * * *
  parameters: {day: 2024-01-02, n: [y, yes, off]}
  work_pool: *pool
`,
  });
  const project = await readProject(folder.path);
  expect(project.warnings).toEqual([
    `${folder.join("prefect.yaml")}:18:3: there is no key colour here. It is passed over.`,
  ]);
  expect(project.steps.pull).toEqual([{ "prefect.deployments.steps.set_working_directory": { directory: "/d" } }]);
  expect(project.deployments.map(({ values }) => values)).toEqual([
    {
      name: "one",
      entrypoint: "flow.py:f",
      schedule: null,
      paused: true,
      work_pool: { name: "p", job_variables: { image: "x" }, work_queue_name: "q" },
    },
    {
      name: "two",
      entrypoint: "flow.py:f",
      schedules: [{ cron: "0 0 * * *" }],
      parameters: { day: "2024-01-02", n: ["y", true, false] },
      work_pool: { name: "p", job_variables: { image: "x" } },
    },
  ]);
  expect(project.deployments.map(({ values }) => schedulesOf(values))).toEqual([null, [{ cron: "0 0 * * *" }]]);
});

test("deployment.yaml of Prefect 2.10: a list, or one deployment alone; its steps are the project's", async () => {
  const entry = "name: a\nentrypoint: flow.py:f\nschedule: null\nflow_name: null\npath: null\nwork_pool: {name: p}\n";
  const pull = [{ "prefect.projects.steps.git_clone_project": { repository: "r" } }];
  const prefectYaml = `name: d\npull:\n- prefect.projects.steps.git_clone_project:\n    repository: r\n`;
  await using lone = await temporaryFolder({ "prefect.yaml": prefectYaml, "deployment.yaml": entry });
  const list = `deployments:\n- ${entry.trim().replaceAll("\n", "\n  ")}\n`;
  await using listed = await temporaryFolder({ "prefect.yaml": prefectYaml, "deployment.yaml": list });
  const values = {
    name: "a",
    entrypoint: "flow.py:f",
    schedule: null,
    flow_name: null,
    path: null,
    work_pool: { name: "p" },
  };
  for (const [folder, index] of [
    [lone, null],
    [listed, 0],
  ] as const) {
    const { deployments } = await readProject(folder.path);
    expect(deployments).toMatchObject([{ values, index, steps: { build: [], push: [], pull } }]);
  }
});

const BUILT = `###
### A complete description of a Prefect Deployment for flow 'main-flow'
###
name: taxi
description: null
version: c0fc95
work_queue_name: default
work_pool_name: zoompool
tags: []
parameters: {}
schedule:
  interval: 3600.0
  anchor_date: '2023-04-01T00:00:00+00:00'
  timezone: UTC
is_schedule_active: null
infra_overrides: {env.A: b}
infrastructure:
  type: process
  env: {}
  labels: {}
  name: null
  command: null
  stream_output: true
  working_dir: null
  block_type_slug: process
  _block_type_slug: process

###
### DO NOT EDIT BELOW THIS LINE
###
flow_name: main-flow
manifest_path: null
storage: null
path: /home/me/taxi
entrypoint: orchestrate.py:main_flow
parameter_openapi_schema:
  title: Parameters
  type: object
  properties: {}
timestamp: '2023-04-01T00:00:00+00:00'
`;

test("the file of Prefect 2's `deployment build` is told with today's keys", async () => {
  await using folder = await temporaryFolder({
    "main-deployment.yaml": BUILT,
  });
  const { deployments } = await readProject(folder.path, "main-deployment.yaml");
  expect(deployments).toMatchObject([
    {
      index: null,
      steps: { build: [], push: [], pull: [{ set_working_directory: { directory: "/home/me/taxi" } }] },
      values: {
        name: "taxi",
        version: "c0fc95",
        flow_name: "main-flow",
        entrypoint: "orchestrate.py:main_flow",
        schedules: [{ interval: 3600, anchor_date: "2023-04-01T00:00:00+00:00", timezone: "UTC" }],
        work_pool: {
          name: "zoompool",
          work_queue_name: "default",
          job_variables: { stream_output: true, "env.A": "b" },
        },
      },
    },
  ]);
});

test("the same deployment in two files is an error that names both", async () => {
  await using folder = await temporaryFolder({
    "tutti.yaml": "deployments:\n  - name: a\n    entrypoint: ./f.ts:f\n",
    "deployment.yaml": "deployments:\n  - name: b\n    entrypoint: f.ts:f\n  - name: a\n    entrypoint: f.ts:f\n",
  });
  await expect(readProject(folder.path)).rejects.toMatchObject({
    code: "duplicate_deployment",
    detail: `a is described in ${folder.join("tutti.yaml")}:2:5 and ${folder.join("deployment.yaml")}:4:5`,
  });
});

test("a folder without files is a project without deployments", async () => {
  await using folder = await temporaryFolder();
  expect(await readProject(folder.path)).toEqual({
    directory: folder.path,
    name: null,
    files: [],
    deployments: [],
    steps: { build: [], push: [], pull: null },
    warnings: [],
  });
});

test.each([
  ["deploymnets: []\n", "1:1: there is no key deploymnets here. Did you mean deployments?"],
  [
    "deployments:\n  - name: a\n    entry_point: x\n",
    "3:5: there is no key entry_point here. Did you mean entrypoint?",
  ],
  ["deployments:\n  - work_pool:\n      nmae: x\n", "3:7: there is no key nmae here. Did you mean name?"],
  ["deployments:\n  - schedules:\n      - chron: x\n", "3:9: there is no key chron here. Did you mean cron?"],
  ["deployments:\n  - schedule:\n      chron: x\n", "3:7: there is no key chron here. Did you mean cron?"],
  ["deployments:\n  - schedule:\n      timezone: x\n", "3:7: a schedule has one of cron, interval and rrule"],
  ["deployments:\n  - schedules:\n      - timezone: x\n", "3:9: a schedule has one of cron, interval and rrule"],
  ["deployments:\n  - parameters: 5\n", "2:17: parameters must be a mapping"],
  ["deployments:\n  - tags: 5\n", "2:11: tags must be a list or a text"],
  ["deployments: {}\n", "1:14: deployments must be a list"],
  ["pull:\n  - a: {}\n    b: {}\n", "2:5: a step has one name; give each step a - of its own"],
  ["- a\n", "1:1: the file must be a mapping"],
  ["a: [1\nb: 2\n", "2:1: Flow sequence in block collection must be sufficiently indented and end with a ]"],
  ["name: *nobody\n", "1:1: Unresolved alias (the anchor must be set before the alias): nobody"],
])("%j is refused with its place", async (text, detail) => {
  await using folder = await temporaryFolder({ "tutti.yaml": text });
  await expect(readProject(folder.path)).rejects.toMatchObject({
    code: "invalid_project_file",
    detail: `${folder.join("tutti.yaml")}:${detail}`,
  });
});

test("a file that is named must be there", async () => {
  await using folder = await temporaryFolder();
  await expect(readProject(folder.path, "other.yaml")).rejects.toMatchObject({
    code: "invalid_project_file",
    detail: `${folder.join("other.yaml")}: there is no such file`,
  });
});
