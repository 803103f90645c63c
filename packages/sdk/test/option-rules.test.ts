import { expect, test } from "vitest";
import { z } from "zod";
import { checkOptions } from "../src/option-rules.ts";
import { exponentialBackoff } from "../src/retries.ts";

const hook = () => undefined;

test.each([
  ["flow", {}],
  [
    "flow",
    { name: "a", retries: 1, retryDelaySeconds: 0, recoveries: 0, flowRunName: "{a}", parameters: z.object({}) },
  ],
  ["flow", { onFailure: hook, onCompletion: [hook, hook], timeoutSeconds: undefined }],
  [
    "task",
    { retryDelaySeconds: [1, 2], retryJitterFactor: 0.5, cacheKey: "k", tags: ["a"], waitFor: [Promise.resolve()] },
  ],
  [
    "task",
    { retryDelaySeconds: exponentialBackoff(2), cacheKey: hook, key: hook, taskRunName: hook, logPrints: false },
  ],
] as const)("a %s takes %o", (kind, options) => {
  expect(() => checkOptions(kind, options)).not.toThrow();
});

test.each([
  ["task", { retrys: 3 }, 'A task has no option "retrys". Did you mean retries?'],
  ["flow", { retry_delay_seconds: 3 }, 'A flow has no option "retry_delay_seconds". Did you mean retryDelaySeconds?'],
  ["flow", { taskRunName: "x" }, 'A flow has no option "taskRunName".'],
  ["task", { constructor: 1 }, 'A task has no option "constructor".'],
  ["task", { timeoutSeconds: "1" }, "timeoutSeconds of a task must be a number, not 1"],
  ["flow", { retryDelaySeconds: [1, 2] }, "retryDelaySeconds of a flow must be a number, not a list"],
  ["flow", { name: null }, "name of a flow must be a text, not null"],
  ["task", { tags: "x" }, "tags of a task must be a list of texts, not x"],
  ["task", { cacheExpirationSeconds: -1 }, "cacheExpirationSeconds of a task must be a number from 0, not -1"],
  ["task", { onFailure: { a: 1 } }, "onFailure of a task must be a function or a list of functions, not an object"],
  ["flow", { parameters: { month: 1 } }, "parameters of a flow must be a schema of zod or another library"],
  ["task", { waitFor: [5] }, "waitFor of a task must be a list of futures, as submit() gives them, not a list"],
  ["task", "my-task", "task needs its options first: task({ retries: 3 }, fn)"],
  ["flow", null, "flow needs its options first: flow({ retries: 3 }, fn)"],
] as const)("a %s does not take %o", (kind, options, message) => {
  expect(() => checkOptions(kind, options)).toThrow(TypeError);
  expect(() => checkOptions(kind, options)).toThrow(message);
});
