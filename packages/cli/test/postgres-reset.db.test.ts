import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectPool } from "@tutti/server/store/postgres/connection-pool";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { runCli } from "./support/run-cli.ts";

const name = `reset_${randomUUID().replaceAll("-", "")}`;
const url = `${inject("postgresUrl")}/${name}`;
let home = "";

async function query(database: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const pool = connectPool(database);
  try {
    return (await pool.query(sql)).rows;
  } finally {
    await pool.end();
  }
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "tutti-reset-"));
  await query(`${inject("postgresUrl")}/postgres`, `create database ${name}`);
});

afterAll(async () => {
  await tutti("server", "stop");
  await query(`${inject("postgresUrl")}/postgres`, `drop database if exists ${name} with (force)`);
  await rm(home, { recursive: true });
});

const tutti = (...args: string[]) => runCli(args, { env: { TUTTI_HOME: home, TUTTI_DATABASE_URL: url } });

async function variables(): Promise<unknown> {
  const started = await tutti("server", "start", "-b", "--port", "0");
  expect(started).toMatchObject({ code: 0 });
  try {
    return JSON.parse((await tutti("variable", "ls", "-o", "json")).stdout);
  } finally {
    await tutti("server", "stop");
  }
}

test("a Postgres database is emptied while no server has it, and what is not Tutti's there stays", async () => {
  await query(url, "create table public.theirs (id int)");
  expect(await tutti("server", "start", "-b", "--port", "0")).toMatchObject({ code: 0 });
  expect(await tutti("variable", "set", "month", "3")).toMatchObject({ code: 0 });
  const refused = await tutti("server", "database", "reset", "-y");
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("The database is in use") });
  const elsewhere = await mkdtemp(join(tmpdir(), "tutti-reset-elsewhere-"));
  const fromElsewhere = await runCli(["server", "database", "reset", "-y"], {
    env: { TUTTI_HOME: elsewhere, TUTTI_DATABASE_URL: url },
  });
  await rm(elsewhere, { recursive: true });
  expect(fromElsewhere).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^Error: The database is in use by another server: \d+ connections to it are open/),
  });
  await tutti("server", "stop");
  expect(await variables()).toMatchObject([{ name: "month" }]);
  const shownUrl = url.replace(":tutti@", ":********@");
  expect(await tutti("server", "database", "reset")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`Empty ${shownUrl}? All runs`),
  });
  expect(await tutti("server", "database", "upgrade")).toMatchObject({
    code: 0,
    stderr: `${shownUrl} is up to date.\n`,
  });
  const { code, stderr } = await tutti("server", "database", "reset", "-y");
  expect({ code, stderr }).toEqual({ code: 0, stderr: `Emptied ${shownUrl}.\n` });
  expect(await variables()).toEqual([]);
  expect(await query(url, "select count(*)::int as count from public.theirs")).toEqual([{ count: 0 }]);
});
