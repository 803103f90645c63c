import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
    .poll(async () => (await daemon.docker("inspect", "-f", "{{.State.Health.Status}}", container)).stdout.trim(), {
      timeout: 60_000,
    })
    .toBe("healthy");
  return container;
}

async function end(container: string): Promise<string> {
  await daemon.docker("stop", container);
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
