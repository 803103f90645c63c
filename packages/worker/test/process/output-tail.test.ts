import { appendFile, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { JobFolder } from "../../src/process/job-folder.ts";
import { OutputTail } from "../../src/process/output-tail.ts";

let folder: JobFolder;

beforeEach(async () => {
  folder = new JobFolder(await mkdtemp(join(tmpdir(), "tutti-tail-")));
});
afterEach(() => folder.remove());

test("lines are told whole, however they are written; the last needs no end", async () => {
  const lines: string[] = [];
  const tail = new OutputTail(folder, 0, (line) => lines.push(line));
  for (const part of ["one\r\ntw", "o\n", "\nla", "st"]) {
    await appendFile(folder.output, part);
    await tail.catchUp();
  }
  await tail.close();
  expect(lines).toEqual(["one", "two", "", "last"]);
});

test("who goes on with what another told begins with the line that it had not told, whole", async () => {
  const before: string[] = [];
  const after: string[] = [];
  const first = new OutputTail(folder, 0, (line) => before.push(line));
  await appendFile(folder.output, "told\nwas begu");
  await first.catchUp();
  await appendFile(folder.output, "n é");
  await first.catchUp();
  const second = new OutputTail(folder, await folder.readPosition(), (line) => after.push(line));
  await appendFile(folder.output, " later\n");
  await second.close();
  expect([before, after]).toEqual([["told"], ["was begun é later"]]);
  await first.close();
});
