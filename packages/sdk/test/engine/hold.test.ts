import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);
const HOLD = fileURLToPath(new URL("../../src/engine/hold.ts", import.meta.url));

test("a process in which all wait until their run is resumed does not end", async () => {
  const program = `
    const { Hold } = await import(${JSON.stringify(HOLD)});
    const hold = new Hold();
    hold.hold();
    setTimeout(() => hold.release(), 20).unref();
    await hold.whenReleased(new AbortController().signal);
    console.log("released");`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", program]);
  expect(stdout.trim()).toBe("released");
});
