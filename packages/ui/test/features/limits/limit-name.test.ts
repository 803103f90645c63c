import { expect, test } from "vitest";
import { limitName } from "../../../src/features/limits/limit-name.ts";

const deployment = { id: "d", name: "prod", flow_name: "etl" };
const named = (name: string) => ({
  id: "l",
  created: null,
  updated: null,
  active: true,
  name,
  limit: 1,
  active_slots: 0,
  denied_slots: 0,
  slot_decay_per_second: 0,
  avg_slot_occupancy_seconds: 0,
});

test.each([
  ["database", null, { words: "database", tab: "global" }],
  ["tag:io", null, { words: "io", tab: "tags" }],
  ["deployment:d", deployment, { words: "prod", tab: "deployments" }],
  ["deployment:gone", null, { words: "gone", tab: "deployments" }],
])("the limit %s", (name, of, expected) => {
  expect(limitName({ limit: named(name), deployment: of })).toEqual(expected);
});
