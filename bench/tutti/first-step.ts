// Answers when its first step began, in milliseconds of the wall clock.
import { flow, task } from "tutti";

const begin = task({ name: "begin" }, async function begin() {
  return performance.timeOrigin + performance.now();
});

export const firstStep = flow({ name: "bench-first-step" }, async function firstStep() {
  return begin();
});
