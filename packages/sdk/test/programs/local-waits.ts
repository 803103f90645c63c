import { z } from "zod";
import { flow } from "../../src/flow.ts";
import { receiveInput } from "../../src/input/receive-input.ts";
import { task } from "../../src/task.ts";
import { days } from "../../src/waiting/duration.ts";
import { sleep } from "../../src/waiting/sleep.ts";
import { waitForEvent } from "../../src/waiting/wait-for-event.ts";

// A flow that no longer waits for everything it began to wait for.

const quick = task(function quick() {
  return "won";
});

const racing = flow(async function racing() {
  return Promise.race([quick(), sleep(days(1)), waitForEvent({ event: "never.comes" }), receiveInput(z.int()).next()]);
});

console.log("result", await racing());
