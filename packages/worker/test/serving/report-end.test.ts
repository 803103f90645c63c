import { expect, test } from "vitest";
import { type EndFacts, endReport } from "../../src/serving/report-end.ts";

const killed: EndFacts = {
  end: { code: null, signal: "SIGKILL", reason: null, isReported: false },
  stopped: null,
  stateType: "RUNNING",
  isSuspended: false,
  isOurs: true,
};
const well: EndFacts = { ...killed, end: { code: 0, signal: null, reason: null, isReported: false } };

const CRASHED = "The run's process was ended by SIGKILL. It may have run out of memory.";
const SILENT = "The run's process ended without reporting how the run did.";

test.each([
  ["a killed process crashed its run", killed, { type: "CRASHED", message: CRASHED }],
  ["before it ran, too", { ...killed, stateType: "PENDING" }, { type: "CRASHED", message: CRASHED }],
  ["a paused run is gone with its process", { ...killed, stateType: "PAUSED" }, { type: "CRASHED", message: CRASHED }],
  ["a run that ended says so itself", { ...killed, stateType: "FAILED" }, null],
  ["a run that was scheduled again belongs to nobody", { ...killed, stateType: "SCHEDULED" }, null],
  ["a run that names another process is not ours to end", { ...killed, isOurs: false }, null],
  ["a run without any state is left alone", { ...killed, stateType: null }, null],
  [
    "one that was being cancelled has been",
    { ...killed, stateType: "CANCELLING" },
    { type: "CANCELLED", message: "The run was cancelled." },
  ],
  [
    "one that was ended since it was cancelled did not crash",
    { ...killed, stateType: "CRASHED", stopped: "cancelled" },
    { type: "CANCELLED", message: "The run was cancelled." },
  ],
  ["one that lost its lease is somebody else's", { ...killed, stopped: "lease-lost" }, null],
  [
    "one that its worker ended says so",
    { ...killed, stopped: "stopped" },
    { type: "CRASHED", message: "The run was stopped with its worker." },
  ],
  ["a process that leaves in silence crashed its run", well, { type: "CRASHED", message: SILENT }],
  ["one that paused its run and left well said so", { ...well, stateType: "PAUSED" }, null],
  ["one that was killed when it had suspended its run", { ...killed, stateType: "PAUSED", isSuspended: true }, null],
] as const)("%s", (_rule, facts, report) => {
  expect(endReport(facts)).toEqual(report);
});
