import { expect, test } from "vitest";
import { exitMessage } from "../src/exit-message.ts";

test.each([
  [3, null, null, "The run's process ended with exit code 3."],
  [
    127,
    null,
    null,
    "The run's process ended with exit code 127. The command was not found: see the job's command and its PATH.",
  ],
  [null, "SIGKILL", null, "The run's process was ended by SIGKILL. It may have run out of memory."],
  [139, null, null, "The run's process ended with exit code 139 (SIGSEGV). A native library failed."],
  [null, null, null, "The run's process ended while no worker watched it."],
  [null, null, "The job was deleted.", "The job was deleted."],
  [
    137,
    null,
    "The container ran out of memory.",
    "The run's process ended with exit code 137 (SIGKILL). The container ran out of memory.",
  ],
  [0, null, null, "The run's process ended with exit code 0."],
])("code %o, signal %o, reason %o", (code, signal, reason, message) => {
  expect(exitMessage({ code, signal, reason, isReported: false })).toBe(message);
});
