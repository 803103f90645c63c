import { expect, test } from "vitest";
import { BothLanguages } from "./both-languages.ts";

// The order is the clients': one server is enough to see it.
const both = new BothLanguages(true);

test("transactions around subflows end in the order in which Prefect ends them", async () => {
  const seen = await both.python("subflow_transactions.py");
  expect(await both.typescript("subflow-transactions.ts")).toEqual(seen);
  expect(Object.keys(Object(seen))).toHaveLength(12);
});
