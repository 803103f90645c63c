import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fixedAddress } from "@tutti/client/api-address";
import { createDeployment, createDeploymentRun } from "@tutti/client/deployments";
import { readFlowRun, setFlowRunState } from "@tutti/client/flow-runs";
import { registerFlow } from "@tutti/client/flows";
import { ApiClient } from "@tutti/client/http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../../../../tests/support/free-port.ts";
import { ServerProcess } from "../../../../tests/support/server-process.ts";
import { DeploymentServer } from "../../src/deployment-server.ts";
import { LaunchFailure, type Launcher } from "../../src/launcher.ts";
import { RunNews } from "../../src/serving/run-news.ts";
import { Minutes } from "../support/minutes.ts";

let home = "";
let server: ServerProcess;
let api: ApiClient;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "tutti-news-"));
  // It comes back at its address, which nobody is to have got meanwhile.
  server = await ServerProcess.start({ home, port: await freePort() });
  api = new ApiClient({ locate: fixedAddress(server.api) });
});

afterAll(async () => {
  await server.end("SIGTERM");
  await rm(home, { recursive: true, maxRetries: 5 });
});

async function deployed(name: string): Promise<string> {
  const flow = await registerFlow(api, { name });
  return (await createDeployment(api, { name, flow_id: flow.id })).id;
}

/** What it tells of a deployment, one after the other. */
function followed(deploymentId: string) {
  const told: string[] = [];
  const onDue = () => void told.push("due");
  const onCancelled = () => void told.push("cancelled");
  const news = new RunNews(api, [deploymentId], { onDue, onCancelled });
  const ended = news.run();
  const end = () => {
    news.close();
    return ended;
  };
  return { told, end };
}

test("what becomes of a deployment's runs is told, and not what becomes of others'", async () => {
  const [mine, others] = [await deployed("mine"), await deployed("others")];
  const { told, end } = followed(mine);
  await expect.poll(() => told).toEqual(["due", "cancelled"]);
  await createDeploymentRun(api, others, {});
  const run = await createDeploymentRun(api, mine, {});
  await expect.poll(() => told).toEqual(["due", "cancelled", "due"]);
  await setFlowRunState(api, run.id, { state: { type: "PENDING" } });
  await setFlowRunState(api, run.id, { state: { type: "CANCELLING" } });
  await expect.poll(() => told).toEqual(["due", "cancelled", "due", "cancelled"]);
  await end();
});

test("it connects again to a server that was away, and has everything looked at", async () => {
  const { told, end } = followed(await deployed("again"));
  await expect.poll(() => told).toEqual(["due", "cancelled"]);
  const port = Number(new URL(server.api).port);
  await server.end("SIGKILL");
  server = await ServerProcess.start({ home, port });
  await expect.poll(() => told).toEqual(["due", "cancelled", "due", "cancelled"]);
  await end();
});

/** Is asked, and starts nothing. */
const refusing: Launcher = {
  poolTypes: [],
  defaultCommand: "none",
  launch: () => Promise.reject(new LaunchFailure("nothing is started here")),
  close: () => Promise.resolve(),
};

test("a run is taken when it is made, however seldom its deployment's server asks", async () => {
  const id = await deployed("seldom");
  const minutes = new Minutes();
  const times = { querySeconds: 3600, prefetchSeconds: 10, graceSeconds: 1 };
  const asked = { api, narrator: minutes, name: "seldom", limit: null, deploymentIds: [id] };
  const serving = new DeploymentServer({ launcher: refusing, ...asked, ...times });
  await serving.start();
  for (const name of ["first", "second"]) {
    const run = await createDeploymentRun(api, id, { name });
    await minutes.until(new RegExp(`${name}.*nothing is started here`));
    await expect.poll(async () => (await readFlowRun(api, run.id)).state_name).toBe("Crashed");
  }
  await serving.stop();
});
