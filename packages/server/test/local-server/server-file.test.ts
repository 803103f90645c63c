import { readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readServerFile, removeServerFile, writeServerFile } from "../../src/local-server/server-file.ts";
import { testHome } from "../support/test-home.ts";

const server = { pid: 1, api_url: "http://127.0.0.1:1/api", instance_id: "mine", version: "0.1.0" };

test("it is read as it was written, by its owner alone, and leaves nothing beside it", async () => {
  const home = await testHome();
  await writeServerFile(home, { ...server, instance_id: "older" });
  await writeServerFile(home, server);
  expect(await readServerFile(home)).toEqual(server);
  expect((await stat(join(home, "server.json"))).mode & 0o777).toBe(0o600);
  expect(await readdir(home)).toEqual(["server.json"]);
});

test("only who wrote it takes it back", async () => {
  const home = await testHome();
  await removeServerFile(home, "mine");
  await writeServerFile(home, server);
  await removeServerFile(home, "another's");
  expect(await readServerFile(home)).toEqual(server);
  await removeServerFile(home, "mine");
  expect(await readdir(home)).toEqual([]);
});

test.each(["", "{", "[]", '{"pid":1}'])("a file that says %j says nothing", async (text) => {
  const home = await testHome();
  await writeFile(join(home, "server.json"), text);
  expect(await readServerFile(home)).toBeNull();
});
