import { expect, test } from "vitest";
import { jobConfiguration } from "../../src/job/job-configuration.ts";

test("reads what every launcher knows, and keeps the rest", () => {
  const filled = {
    command: "node run.mjs",
    env: { A: "1", COUNT: 2, GONE: null, LIST: ["x"] },
    labels: { team: 3 },
    name: " ",
    working_dir: "/srv",
    image: "node:24",
  };
  expect(jobConfiguration(filled)).toEqual({
    command: "node run.mjs",
    env: { A: "1", COUNT: "2", GONE: null, LIST: '["x"]' },
    labels: { team: "3" },
    name: null,
    streamsOutput: true,
    workingDir: "/srv",
    fields: { ...filled, env: { A: "1", COUNT: "2", GONE: null, LIST: '["x"]' }, labels: { team: "3" } },
  });
});

test("names the field that is no such thing", () => {
  expect(() => jobConfiguration({ stream_output: "sometimes" })).toThrow(
    "A template cannot be filled: stream_output of the job: Invalid input: expected boolean",
  );
});
