import { expect, test } from "vitest";
import type { z } from "zod";
import { graph } from "../../src/wire/graph.ts";
import { liveFrame } from "../../src/wire/live.ts";
import { localServer } from "../../src/wire/local-server.ts";
import { orchestrationResult } from "../../src/wire/orchestration.ts";
import { authReply, sessionReply } from "../../src/wire/session.ts";

const ID = "0198a3c4-6f00-7000-8000-0000000000ab";
const emptyGraph = { start_time: null, end_time: null, root_node_ids: [], nodes: [], artifacts: [], states: [] };

test.each<[string, z.ZodType, unknown, boolean]>([
  ["an acknowledgement", sessionReply, { ack: ID }, true],
  ["a refusal", sessionReply, { nack: ID, code: "lease_lost", detail: "epoch 3 is over" }, true],
  ["a refusal for no known reason", sessionReply, { nack: ID, code: "mood", detail: "" }, false],
  ["a welcome", authReply, { type: "auth_success" }, true],
  ["no welcome", authReply, { type: "auth" }, false],
  [
    "a wait",
    orchestrationResult,
    { state: null, status: "WAIT", details: { type: "wait_details", delay_seconds: 3, reason: null } },
    true,
  ],
  [
    "a wait without a delay",
    orchestrationResult,
    { state: null, status: "WAIT", details: { type: "wait_details", reason: null } },
    false,
  ],
  ["a live frame", liveFrame, { type: "changes", seq: 1, changes: [{ kind: "flow-run-deleted", id: ID }] }, true],
  ["a live frame of an unknown kind", liveFrame, { type: "changes", seq: 1, changes: [{ kind: "weather" }] }, false],
  ["a graph", graph, emptyGraph, true],
  ["a graph whose nodes are no pairs", graph, { ...emptyGraph, nodes: [{ id: ID }] }, false],
  [
    "a local server",
    localServer,
    { pid: 1, api_url: "http://127.0.0.1:4200/api", instance_id: "i", version: "0.1.0" },
    true,
  ],
  ["a local server without an address", localServer, { pid: 1, instance_id: "i", version: "0.1.0" }, false],
])("%s", (_which, schema, value, isGood) => {
  expect(schema.safeParse(value).success).toBe(isGood);
});
