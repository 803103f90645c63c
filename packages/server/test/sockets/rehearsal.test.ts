import { expect, test } from "vitest";
import { readEventFrame } from "../../src/sockets/event-frames.ts";
import { REPORT } from "../../src/sockets/rehearsal.ts";

test("what is rehearsed is a report of a task run as a session's are, and is taken for one", () => {
  const [event] = readEventFrame(REPORT) ?? [];
  if (event === undefined || !("record" in event)) throw new Error("the report was refused");
  const { flowRunId, epoch, taskRun } = event.record;
  expect({ flowRunId, epoch, state: taskRun?.state.type }).toEqual({
    flowRunId: "00000000-0000-0000-0000-000000000000",
    epoch: 1,
    state: "COMPLETED",
  });
});
