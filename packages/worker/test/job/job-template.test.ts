import { expect, test } from "vitest";
import { filledTemplate } from "../../src/job/job-template.ts";

const variables = {
  properties: {
    command: { default: null },
    env: { default: { REGION: "south", ZONE: "a" } },
    image: { default: "node:24" },
    labels: {},
  },
};
const template = {
  job_configuration: {
    command: "{{ command }}",
    env: "{{ env }}",
    image: "{{ image }}",
    labels: "{{ labels }}",
    manifest: { containers: [{ image: "{{ image }}", args: "{{ command }}" }], name: "job-{{ image }}" },
  },
  variables,
};

test.each([
  [
    "defaults stand where the job says nothing, and what nothing gives a value is left out",
    template,
    {},
    {
      env: { REGION: "south", ZONE: "a" },
      image: "node:24",
      manifest: { containers: [{ image: "node:24" }], name: "job-node:24" },
    },
  ],
  [
    "the job's variables win, with the types they have; those of the environment each by itself",
    template,
    { command: "run me", labels: { team: "x" }, env: { REGION: "north" } },
    {
      command: "run me",
      env: { REGION: "north", ZONE: "a" },
      image: "node:24",
      labels: { team: "x" },
      manifest: { containers: [{ image: "node:24", args: "run me" }], name: "job-node:24" },
    },
  ],
  [
    "variables of the environment that the template itself names stay",
    { job_configuration: { env: { FIXED: "1", IMAGE: "{{ image }}" } }, variables },
    { "env.ZONE": "b" },
    { env: { FIXED: "1", IMAGE: "node:24", REGION: "south", ZONE: "b" } },
  ],
  [
    "blocks and variables of the server are left to be filled",
    { job_configuration: { env: "{{ env }}", working_dir: "{{ working_dir }}" }, variables: {} },
    { env: { KEY: "{{ prefect.blocks.secret.key }}" }, working_dir: "{{ prefect.variables.place }}/x" },
    { env: { KEY: "{{ prefect.blocks.secret.key }}" }, working_dir: "{{ prefect.variables.place }}/x" },
  ],
  [
    "a pool without a template takes the variables as they are",
    {},
    { command: "x", stream_output: false, unknown: 1 },
    { command: "x", stream_output: false },
  ],
])("%s", (_rule, given, job, filled) => {
  expect(filledTemplate(given, job)).toEqual(filled);
});
