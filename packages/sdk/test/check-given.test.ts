import { expect, test } from "vitest";
import { emitEvent } from "../src/events/emit-event.ts";
import { eventTrigger } from "../src/events/triggers.ts";
import { limitRequest } from "../src/limits/limit-options.ts";
import { runDeployment } from "../src/run-deployment.ts";
import { secondsOf } from "../src/waiting/duration.ts";
import { waitForEvent } from "../src/waiting/wait-for-event.ts";

const EMIT = 'emitEvent({ event: "order.paid", resource: "order.17", payload: {} })';
const DEPLOY = 'runDeployment("flow/deployment", { parameters: {} })';

test.each([
  [emitEvent, ["order.paid", {}], `It is called like this: ${EMIT}`],
  [emitEvent, [{ event: "order.paid" }], "emitEvent needs a resource with an id: what it happened to"],
  [
    emitEvent,
    [{ event: "a", resource: "b", playload: {} }],
    `There is no "playload" in ${EMIT}. Did you mean payload?`,
  ],
  [
    waitForEvent,
    ["order.paid", { timeoutSeconds: 1 }],
    'It is called like this: waitForEvent({ event: "order.paid", timeoutSeconds: 60 })',
  ],
  [runDeployment, [{ name: "a/b" }], `It is called like this: ${DEPLOY}`],
  [runDeployment, ["a/b", { params: {} }], `There is no "params" in ${DEPLOY}.`],
  [
    eventTrigger,
    [{ expects: "a" }],
    'There is no "expects" in eventTrigger({ expect: "order.paid" }). Did you mean expect?',
  ],
  [secondsOf, ["5m"], "It is called like this: { hours: 1, minutes: 30 }"],
  [secondsOf, [{ minute: 5 }], 'There is no "minute" in { hours: 1, minutes: 30 }. Did you mean minutes?'],
  [limitRequest, [{ names: "a" }, {}], "A concurrency limit is given by its name, or several by a list of names"],
  [limitRequest, [[], {}], "A concurrency limit is given by its name, or several by a list of names"],
] as const)("what only JavaScript can give is refused: %o(%j)", async (fn, given, message) => {
  const call = async (): Promise<unknown> => Reflect.apply(fn, null, given);
  await expect(call()).rejects.toThrow(message);
});
