import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { connectPool } from "@tutti/server/store/postgres/connection-pool";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { CLI, cliEnvironment, runCli } from "./support/run-cli.ts";

const name = `services_${randomUUID().replaceAll("-", "")}`;
const url = `${inject("postgresUrl")}/${name}`;
let home = "";

async function administer(sql: string): Promise<void> {
  const pool = connectPool(`${inject("postgresUrl")}/postgres`);
  await pool.query(sql);
  await pool.end();
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "tutti-services-"));
  await administer(`create database ${name}`);
});

afterAll(async () => {
  await tutti("server", "stop");
  await administer(`drop database if exists ${name} with (force)`);
  await rm(home, { recursive: true });
});

const env = () => ({ TUTTI_HOME: home, TUTTI_DATABASE_URL: url });
const tutti = (...args: string[]) => runCli(args, { env: env() });

/** The services in a process of their own, once they are at work. */
async function startServices(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [CLI, "server", "services", "start"], {
    env: { ...cliEnvironment(env()), PREFECT_SERVER_SERVICES_LATE_RUNS_AFTER_SECONDS: "0" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const errors = text(child.stderr);
  const ended = once(child, "exit").then(async () => Promise.reject(new Error(await errors)));
  await Promise.race([once(child.stdout, "data"), ended]);
  ended.catch(() => undefined);
  return child;
}

async function stateName(address: string): Promise<unknown> {
  return Reflect.get(Object(await (await fetch(address)).json()), "state_name");
}

test("they do in a process of their own what a server is told to leave undone", async () => {
  const started = await tutti("server", "start", "-b", "--port", "0", "--no-services", "-o", "json");
  const { api_url: api } = JSON.parse(started.stdout) as { api_url: string };
  const post = async (path: string, body: object): Promise<{ id: string; state_name: string }> => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${api}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    return (await answer.json()) as { id: string; state_name: string };
  };
  const flow = await post("/flows/", { name: "alone" });
  const run = await post("/flow_runs/", { flow_id: flow.id, state: { type: "SCHEDULED" } });
  const services = await startServices();
  // Nobody takes it, and only a service says so.
  await expect.poll(async () => stateName(`${api}/flow_runs/${run.id}`)).toBe("Late");
  services.kill("SIGTERM");
  expect(await once(services, "exit")).toEqual([0, null]);
});

test("with SQLite the server does it, and they are refused", async () => {
  const refused = await runCli(["server", "services", "start"], { env: { TUTTI_HOME: home } });
  expect(refused).toMatchObject({ code: 2, stdout: "" });
  expect(refused.stderr).toContain("services run apart from the server with Postgres only");
});
