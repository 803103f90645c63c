import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { ServerProcess } from "../support/server-process.ts";
import { testHome } from "../support/test-home.ts";

const HEADERS = { "content-type": "application/json" };

/** The samples whose names begin so, by name and labels. */
async function samples(url: string, prefix: string): Promise<Record<string, number>> {
  const answer = await fetch(`${url}/metrics`);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([
    200,
    "text/plain; version=0.0.4; charset=utf-8",
  ]);
  const lines = (await answer.text()).split("\n").filter((line) => line.startsWith(prefix));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ") + 1))]),
  );
}

async function start(env: NodeJS.ProcessEnv): Promise<ServerProcess> {
  const server = await ServerProcess.start(await testHome(), env);
  onTestFinished(async () => void (await server.stop()));
  return server;
}

async function post(url: string, path: string, body: object): Promise<{ id: string }> {
  const answer = await fetch(`${url}${path}`, { method: "POST", headers: HEADERS, body: JSON.stringify(body) });
  return (await answer.json()) as { id: string };
}

test("a server that is told to serves metrics where Prefect's has them", async () => {
  const server = await start({ PREFECT_SERVER_METRICS_ENABLED: "true" });
  const { url } = server;
  const flow = await post(url, "/flows/", { name: "f" });
  const run = await post(url, "/flow_runs/", { flow_id: flow.id, state: { type: "PENDING" } });
  await post(url, `/flow_runs/${run.id}/set_state`, { state: { type: "RUNNING" } });
  await fetch(`${url}/flow_runs/${run.id}`, {
    method: "PATCH",
    headers: HEADERS,
    body: JSON.stringify({ name: "renamed" }),
  });
  await fetch(`${url}/flow_runs/${flow.id}`);
  expect(await samples(url, "tutti_flow_run")).toEqual({
    'tutti_flow_run_state_changes_total{state_type="PENDING"}': 1,
    'tutti_flow_run_state_changes_total{state_type="RUNNING"}': 1,
    'tutti_flow_runs{state_type="SCHEDULED"}': 0,
    'tutti_flow_runs{state_type="PENDING"}': 0,
    'tutti_flow_runs{state_type="RUNNING"}': 1,
    'tutti_flow_runs{state_type="CANCELLING"}': 0,
    'tutti_flow_runs{state_type="PAUSED"}': 0,
  });
  expect(await samples(url, "tutti_http_request_duration_seconds_count")).toEqual({
    'tutti_http_request_duration_seconds_count{method="POST",route="/api/flows",status="2xx"}': 1,
    'tutti_http_request_duration_seconds_count{method="POST",route="/api/flow_runs",status="2xx"}': 1,
    'tutti_http_request_duration_seconds_count{method="POST",route="/api/flow_runs/{id}/set_state",status="2xx"}': 1,
    'tutti_http_request_duration_seconds_count{method="PATCH",route="/api/flow_runs/{id}",status="2xx"}': 1,
    'tutti_http_request_duration_seconds_count{method="GET",route="/api/flow_runs/{id}",status="4xx"}': 1,
  });
  for (const usual of ["process_cpu_seconds_total", "process_resident_memory_bytes", "nodejs_eventloop_lag_seconds"]) {
    expect(await samples(url, `${usual} `)).toEqual({ [usual]: expect.any(Number) });
  }
});

test("channels of workers are counted by the names of Prefect's server", async () => {
  const server = await start({ TUTTI_SERVER_METRICS_ENABLED: "1" });
  await post(server.url, "/work_pools/", { name: "p", type: "process" });
  const socket = new WebSocket(`${server.url.replace(/^http/, "ws")}/work_pools/p/workers/connect`, "prefect");
  const closed = new Promise((resolve) => socket.once("close", resolve));
  await new Promise((resolve) => socket.once("open", resolve));
  expect(await samples(server.url, "tutti_open_sockets ")).toEqual({ tutti_open_sockets: 1 });
  socket.send(JSON.stringify({ type: "auth", token: null }));
  await new Promise((resolve) => socket.once("message", resolve));
  socket.send("no frame");
  await closed;
  await expect
    .poll(() => samples(server.url, "prefect_worker_channel_c"))
    .toEqual({
      'prefect_worker_channel_connections_total{event="opened"}': 1,
      'prefect_worker_channel_connections_total{event="closed"}': 1,
      'prefect_worker_channel_close_reasons_total{reason="protocol_error"}': 1,
    });
});

test("metrics need the password, and are not there unless asked for", async () => {
  const closed = await start({
    TUTTI_SERVER_METRICS_ENABLED: "1",
    TUTTI_SERVER_AUTH_STRING: "a:b",
  });
  expect((await fetch(`${closed.url}/metrics`)).status).toBe(401);
  const authorization = `Basic ${Buffer.from("a:b").toString("base64")}`;
  expect((await fetch(`${closed.url}/metrics`, { headers: { authorization } })).status).toBe(200);
  const plain = await start({});
  expect((await fetch(`${plain.url}/metrics`)).status).toBe(404);
});
