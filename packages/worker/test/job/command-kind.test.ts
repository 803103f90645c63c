import { expect, test } from "vitest";
import { commandKind } from "../../src/job/command-kind.ts";

test.each([
  ["tutti flow-run execute", "tutti"],
  ["node /x/bin/tutti.mjs flow-run execute", "tutti"],
  ["npx tutti flow-run execute", "tutti"],
  ["python -m prefect.engine", "prefect"],
  ["/venv/bin/prefect flow-run execute", "prefect"],
  ["prefect flow-run cancel", "other"],
  ["./start.sh", "other"],
])("%s starts a process of: %s", (command, kind) => {
  expect(commandKind(command)).toBe(kind);
});
