import { flow } from "../../src/flow.ts";

export const careless = flow(async function careless() {
  return 1;
});

await careless();
