import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../support/free-port.ts";
import { buildImage } from "./support/build-image.ts";
import { DockerDaemon } from "./support/docker-daemon.ts";

const IMAGE = "tutti-test";
const PASSWORD = "tutti:secret";
const authorization = `Basic ${Buffer.from(PASSWORD).toString("base64")}`;

const FLOW = `import { flow, task } from "tutti";

const double = task(async function double(value: number) {
  return value * 2;
});

const total = flow(async function total({ values }: { values: number[] }) {
  const doubled = await Promise.all(double.map(values));
  return doubled.reduce((sum, value) => sum + value, 0);
});

console.log("total", await total({ values: [1, 2, 3] }));
`;

const run = promisify(execFile);
const repository = fileURLToPath(new URL("../..", import.meta.url));

let daemon: DockerDaemon;

beforeAll(async () => {
  daemon = await DockerDaemon.open();
  await buildImage(daemon, IMAGE);
}, 900_000);

afterAll(async () => daemon.close());

/** A server in a container, its data in `volume`, once its own health check says that it is well. */
async function serve(volume: string, port: number): Promise<string> {
  const settings = [`TUTTI_SERVER_PORT=${port}`, `TUTTI_API_AUTH_STRING=${PASSWORD}`].map((line) => `--env=${line}`);
  const { stdout } = await daemon.docker(
    "run",
    "-d",
    "--network=host",
    "--health-interval=1s",
    `--volume=${volume}:/var/lib/tutti`,
    ...settings,
    IMAGE,
  );
  const container = stdout.trim();
  await expect
    .poll(async () => (await daemon.docker("inspect", "-f", "{{.State.Health.Status}}", container)).stdout.trim())
    .toBe("healthy");
  return container;
}

async function end(container: string): Promise<string> {
  await daemon.docker("stop", "-t", "120", container);
  const { stdout } = await daemon.docker("inspect", "-f", "{{.State.ExitCode}}", container);
  await daemon.docker("rm", container);
  return stdout.trim();
}

test("a container serves, runs flows, ends well, and keeps what its volume holds", async () => {
  const port = await freePort();
  const api = `http://127.0.0.1:${port}/api`;
  const names = async () => {
    const answer = await fetch(`${api}/flows/filter`, { method: "POST", headers: { authorization } });
    return ((await answer.json()) as { name: string }[]).map(({ name }) => name);
  };
  const flows = join(daemon.folder, "flows");
  mkdirSync(flows);
  writeFileSync(join(flows, "total.ts"), FLOW);

  const first = await serve("kept", port);
  expect((await fetch(`${api}/flows/filter`, { method: "POST" })).status).toBe(401);
  expect((await fetch(`http://127.0.0.1:${port}/dashboard`)).status).toBe(200);
  const settings = [`TUTTI_API_URL=${api}`, `TUTTI_API_AUTH_STRING=${PASSWORD}`].map((line) => `--env=${line}`);
  const { stdout } = await daemon.docker(
    "run",
    "--rm",
    "--network=host",
    `--volume=${flows}:/opt/tutti/flows`,
    ...settings,
    "--entrypoint=node",
    IMAGE,
    "total.ts",
  );
  expect(stdout).toContain("total 12");
  expect(await end(first)).toBe("0");

  const second = await serve("kept", port);
  expect(await names()).toEqual(["total"]);
  expect(await end(second)).toBe("0");
  await daemon.docker("volume", "rm", "kept");
});

test("what follows the image's name is a command of tutti, or a program", async () => {
  const said = async (...words: string[]) =>
    (await daemon.docker("run", "--rm", "--network=none", IMAGE, ...words)).stdout;
  expect(await said("--version")).toMatch(/^\d+\.\d+\.\d+/);
  expect(await said("tutti", "--version")).toMatch(/^\d+\.\d+\.\d+/);
  expect(await said("node", "--print", "1 + 1")).toBe("2\n");
});

test("the example's image is built by its deployment, and a worker runs it in containers", async () => {
  const port = await freePort();
  const server = await serve("example", port);
  await daemon.docker("tag", IMAGE, "tutti");
  const address = { TUTTI_API_URL: `http://127.0.0.1:${port}/api`, TUTTI_API_AUTH_STRING: PASSWORD };
  const env = { ...daemon.env, ...address, TUTTI_HOME: join(daemon.folder, "home") };
  const tutti = async (...words: string[]) => {
    const binary = join(repository, "packages", "tutti", "bin", "tutti.mjs");
    return (await run(process.execPath, [binary, ...words], { cwd: join(repository, "examples", "docker"), env }))
      .stdout;
  };
  await tutti("work-pool", "create", "dockers", "--type", "docker");
  await tutti("deploy", "--all");
  await tutti("deployment", "run", "primes/in-docker", "--param", "below=100");
  expect(await tutti("worker", "start", "-p", "dockers", "--run-once")).toContain("| 25 primes below 100");
  const runs: unknown = JSON.parse(await tutti("flow-run", "ls", "-o", "json"));
  expect(runs).toEqual([expect.objectContaining({ state_type: "COMPLETED" })]);
  const [{ id = "" } = {}] = runs as { id?: string }[];
  expect(await tutti("flow-run", "logs", id)).toContain("of image tutti-primes:v1");
  expect((await daemon.docker("ps", "--all", "--quiet", `--filter=label=io.prefect.flow-run-id=${id}`)).stdout).toBe(
    "",
  );
  expect(await end(server)).toBe("0");
  await daemon.docker("volume", "rm", "example");
  await daemon.docker("rmi", "tutti", "tutti-primes:v1");
});
