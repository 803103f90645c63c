import { deploymentRunCreate } from "@tutti/core/wire/deployment-run";
import { expect, test } from "vitest";
import { commandOf, newRunDraft, requestOf } from "../../../src/features/deployment/run-draft.ts";

const started = { type: "SCHEDULED", message: "Started from the dashboard" };

test("what is not said, the deployment says", () => {
  expect(requestOf(newRunDraft(), { a: 1 }, { a: 1 })).toStrictEqual({ parameters: {}, state: started });
});

test("the server takes all that can be said", () => {
  const body = requestOf(
    {
      name: " n ",
      startAt: "2026-11-22T12:00:00.000Z",
      message: "again",
      tags: ["a"],
      queue: "q",
      retries: 2,
      retryDelay: undefined,
      jobVariables: { env: {} },
      isEnforced: false,
    },
    { a: 2, b: 1 },
    { a: 1, b: 1 },
  );
  expect(body).toStrictEqual({
    parameters: { a: 2 },
    name: "n",
    state: { type: "SCHEDULED", message: "again", state_details: { scheduled_time: "2026-11-22T12:00:00.000Z" } },
    tags: ["a"],
    work_queue_name: "q",
    empirical_policy: { retries: 2, retry_delay: null },
    job_variables: { env: {} },
    enforce_parameter_schema: false,
  });
  expect(deploymentRunCreate.safeParse(body).success).toBe(true);
});

test("the same can be typed, whatever is in the values", () => {
  expect(commandOf({ id: "i", parameters: { a: 1 } }, { a: 1, b: 2, c: "it's" })).toBe(
    `tutti deployment run --id i -p b=2 -p 'c="it'\\''s"'`,
  );
});
