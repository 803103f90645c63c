import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { filterAutomations } from "@tutti/client/automations";
import { filterDeployments } from "@tutti/client/deployments";
import { createWorkPool } from "@tutti/client/work-pools";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CliServer } from "./support/cli-server.ts";
import { ProjectFolder } from "./support/project-folder.ts";
import { runCli } from "./support/run-cli.ts";

const deployments = (tag: string, names: readonly string[]) =>
  `deployments:\n${names
    .map(
      (name) => `
  - name: ${name}
    entrypoint: flows.ts:mainFlow
    tags: [${tag}]
    schedules: [{ cron: "0 3 * * *" }]
    triggers: [{ expect: ["${tag}.done"] }]
    work_pool: { name: zoompool }`,
    )
    .join("")}\n`;

const cli = new CliServer();
const project = new ProjectFolder({
  "flows.ts": `
    import { flow } from "tutti";
    export const mainFlow = flow(async function mainFlow() {});
  `,
});

/** Hands everything on to the server, but refuses what is told to it. */
let door: Server;
let isRefused: (method: string, path: string, body: string) => boolean = () => false;

beforeAll(async () => {
  await createWorkPool(cli.api, { name: "zoompool", type: "process" });
  door = createServer((request, response) => void handOn(request, response));
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
});

async function handOn(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request);
  const { method = "GET", url = "", headers } = request;
  if (isRefused(method, url, body)) {
    response.writeHead(409, { "content-type": "application/json" }).end('{"detail":"Not today."}');
    return;
  }
  const { host: _host, connection: _connection, ...handed } = headers;
  const answer = await fetch(`${new URL(cli.server.url).origin}${url}`, {
    method,
    headers: Object.entries(handed).map(([name, value]): [string, string] => [name, String(value)]),
    ...(body === "" ? {} : { body }),
  });
  const kept = ["content-type", "x-tutti-version"].map((name) => [name, answer.headers.get(name) ?? ""]);
  response.writeHead(answer.status, Object.fromEntries(kept.filter(([, value]) => value !== "")));
  response.end(await answer.text());
}

afterAll(async () => {
  door.closeAllConnections();
  door.close();
  await once(door, "close");
});

function deployAll() {
  const address = door.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const env = { ...cli.env, TUTTI_API_URL: `http://127.0.0.1:${port}/api` };
  return runCli(["deploy", "--all"], { env, cwd: project.path });
}

/** What stands on the server, without what every change makes anew. */
async function standing() {
  const all = await filterDeployments(cli.api, {});
  const automations = await filterAutomations(cli.api, {});
  return {
    deployments: all.map(({ id, name, tags, schedules }) => [
      id,
      name,
      tags,
      schedules.map(({ schedule }) => schedule),
    ]),
    triggers: automations.map(({ name, trigger }) => [name, "expect" in trigger ? trigger.expect : null]),
  };
}

test("where one of several is refused, all is as it was before, and the same command does it later", async () => {
  await project.write({ "tutti.yaml": deployments("first", ["a"]) });
  expect(await deployAll()).toMatchObject({ code: 0 });
  const before = await standing();
  await project.write({ "tutti.yaml": deployments("second", ["a", "b", "c"]) });
  isRefused = (method, path, body) => method === "POST" && path === "/api/deployments/" && body.includes('"name":"c"');
  const refused = await deployAll();
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toContain("Not everything could be deployed: main-flow/c was refused (");
  expect(refused.stderr).toContain("Not today.); taken back: main-flow/a, main-flow/b\n");
  expect(await standing()).toEqual(before);
  isRefused = (method, path, body) => method === "POST" && path === "/api/automations/" && body.includes("c__");
  expect((await deployAll()).stderr).toContain("taken back: main-flow/a, main-flow/b\n");
  expect(await standing()).toEqual(before);
  isRefused = () => false;
  expect(await deployAll()).toMatchObject({ code: 0 });
  expect((await standing()).deployments).toMatchObject([
    [expect.any(String), "a", ["second"], [{ cron: "0 3 * * *" }]],
    [expect.any(String), "b", ["second"], [{ cron: "0 3 * * *" }]],
    [expect.any(String), "c", ["second"], [{ cron: "0 3 * * *" }]],
  ]);
});

test("what cannot be taken back is named", async () => {
  await project.write({ "tutti.yaml": deployments("third", ["d", "e"]) });
  isRefused = (method, path, body) =>
    method === "DELETE" || (method === "POST" && path === "/api/deployments/" && body.includes('"name":"e"'));
  const { code, stderr } = await deployAll();
  expect(code).toBe(1);
  expect(stderr).toContain("; not as before: main-flow/d (");
  isRefused = () => false;
});
