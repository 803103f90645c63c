import { expect, test } from "vitest";
import { logPlace } from "../src/ecs-log-place.ts";

const TASK = "arn:aws:ecs:eu-west-1:1:task/flows/abc";
const options = { "awslogs-group": "flows", "awslogs-stream-prefix": "zoo" };

test("a container's log is in the stream that AWS names by prefix, container and task", () => {
  const containers = [{ name: "side" }, { name: "flow", logConfiguration: { logDriver: "awslogs", options } }];
  const place = { group: "flows", stream: "zoo/flow/abc", region: "eu-west-1" };
  expect(logPlace(containers, "flow", TASK, "eu-west-1")).toEqual(place);
  const elsewhere = { logDriver: "awslogs", options: { ...options, "awslogs-region": "us-east-1" } };
  expect(logPlace([{ name: "flow", logConfiguration: elsewhere }], "flow", TASK, "eu-west-1")).toEqual({
    ...place,
    region: "us-east-1",
  });
});

test.each([
  ["it says nothing of a log", null],
  ["its log goes elsewhere", { logDriver: "splunk", options }],
  ["Docker's id names its stream", { logDriver: "awslogs", options: { "awslogs-group": "flows" } }],
  ["it names no group", { logDriver: "awslogs" }],
])("there is nothing to read where %s", (_what, logConfiguration) => {
  expect(logPlace([{ name: "flow", logConfiguration }], "flow", TASK, "eu-west-1")).toBeNull();
  expect(logPlace([], "flow", TASK, "eu-west-1")).toBeNull();
});
