import { expect, test } from "vitest";
import { GroupLog } from "../src/group-log.ts";

const stamp = (index: number) => `2026-01-01T00:00:00.${String(index).padStart(6, "0").replace(/0+$/, "") || "0"}Z`;

test("each line is told once, however often it comes, and whatever zeros its time leaves out", async () => {
  const lines: string[] = [];
  const told: string[] = [];
  const log = new GroupLog(
    async () => lines.join("\n"),
    (line) => told.push(line),
  );
  for (const at of ["00:00:00.5Z", "00:00:00.51Z", "00:00:01Z"]) {
    lines.push(`2026-01-01T${at} at ${at}`);
    await log.look();
  }
  await log.look();
  expect(told).toEqual(["at 00:00:00.5Z", "at 00:00:00.51Z", "at 00:00:01Z"]);
});

test("what another worker told is not told again", async () => {
  const told: string[] = [];
  const lines = ["2026-01-01T00:00:01Z first", "2026-01-01T00:00:02Z second"];
  const log = new GroupLog(
    async () => lines.join("\n"),
    (line) => told.push(line),
    "2026-01-01T00:00:01.000000000",
  );
  await log.look();
  expect(told).toEqual(["second"]);
  expect(log.toldUntil).toBe("2026-01-01T00:00:02.000000000");
});

test("more than a look brings is read whole", async () => {
  const lines: string[] = [];
  const told: string[] = [];
  const tails: (number | undefined)[] = [];
  const read = async (tail?: number) => {
    tails.push(tail);
    return lines.slice(-(tail ?? lines.length)).join("\n");
  };
  const log = new GroupLog(read, (line) => told.push(line));
  for (let index = 1; index <= 450; index++) {
    lines.push(`${stamp(index)} ${index}`);
    if (index % 225 === 0) await log.look();
  }
  expect(told).toEqual(lines.map((_line, index) => String(index + 1)));
  expect(tails).toEqual([200, undefined, 200, undefined]);
});
