import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { afterEach, expect, test, vi } from "vitest";
import { MlflowClient } from "../src/mlflow-client.ts";
import { freePort } from "../../../../tests/support/free-port.ts";

let server: Server | null = null;

afterEach(async () => {
  vi.unstubAllEnvs();
  if (server === null) return;
  server.closeAllConnections();
  server.close();
  await once(server, "close");
  server = null;
});

/** A server that answers as it is told, request by request; the last answer again and again. */
async function answering(...answers: ((response: ServerResponse) => void)[]) {
  const requests: IncomingMessage[] = [];
  server = createServer((request, response) => {
    requests.push(request);
    answers[Math.min(requests.length, answers.length) - 1]?.(response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, requests };
}

const json =
  (status: number, body: object, headers = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  };

test.each([
  ["none", undefined, "no MLflow server is named; set MLFLOW_TRACKING_URI or give a trackingUri"],
  ["a folder", "./mlruns", 'the tracking URI "./mlruns" is not the http:// or https:// address'],
  ["Databricks", "databricks", 'the tracking URI "databricks" is not the http:// or https:// address'],
  ["one with a password", "https://me:canary@example.com", "the tracking URI holds a password"],
])("a tracking URI that is %s is refused, and the message quotes no password", (_what, trackingUri, message) => {
  expect(() => new MlflowClient({ trackingUri })).toThrow(message);
  expect(() => new MlflowClient({ trackingUri })).not.toThrow("canary");
});

test("a token that was cut short when it was copied says so", () => {
  const cut = { trackingUri: "http://127.0.0.1:1", token: "tok…" };
  expect(() => new MlflowClient(cut)).toThrow("the token of MLflow has characters that no token has; copy it anew");
});

test("a server that is gone is looked for a while, then named", async () => {
  const url = `http://127.0.0.1:${await freePort()}`;
  await expect(new MlflowClient({ trackingUri: url }).runs.get("1")).rejects.toMatchObject({
    code: "failed_request",
    message: expect.stringContaining(`no MLflow server answers at ${url}: connect ECONNREFUSED`),
  });
});

test("a server that is busy is asked again", async () => {
  const { url, requests } = await answering(json(503, {}), json(429, {}), json(200, { experiment_id: "7" }));
  expect(await new MlflowClient({ trackingUri: url }).experiments.create("e")).toBe("7");
  expect(requests).toHaveLength(3);
});

test("a run is not made twice where the answer to the first request was lost", async () => {
  const { url, requests } = await answering((response) => response.destroy());
  await expect(new MlflowClient({ trackingUri: url }).runs.create({ experimentId: "1" })).rejects.toMatchObject({
    code: "failed_request",
  });
  expect(requests).toHaveLength(1);
});

test("what is no MLflow server is said to be none", async () => {
  const { url } = await answering((response) => response.writeHead(404).end("<html>not here</html>"));
  await expect(new MlflowClient({ trackingUri: url }).runs.get("1")).rejects.toMatchObject({
    code: "invalid_setting",
    message: expect.stringContaining(`what answers at ${url} is no MLflow server (GET /api/2.0/mlflow/runs/get: 404)`),
  });
});

test("credentials are sent, and where they are refused the message says which to check", async () => {
  const { url, requests } = await answering((response) => response.writeHead(401).end("You are not authenticated."));
  const client = new MlflowClient({ trackingUri: url, username: "me", password: "pass word" });
  const message =
    "MLflow refused GET /api/2.0/mlflow/runs/get with 401: You are not authenticated.; check MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN, and what they may do";
  await expect(client.runs.get("1")).rejects.toMatchObject({ name: "MlflowError", status: 401, message });
  await expect(new MlflowClient({ trackingUri: url, token: "tok" }).runs.get("1")).rejects.toThrow("401");
  expect(requests.map(({ headers }) => headers.authorization)).toEqual([
    `Basic ${Buffer.from("me:pass word").toString("base64")}`,
    "Bearer tok",
  ]);
});

test("a body that MLflow refuses is told in its own words, without its database's", async () => {
  const message = "Invalid value\n[SQL: INSERT]";
  const { url } = await answering(json(400, { error_code: "INVALID_PARAMETER_VALUE", message }));
  await expect(new MlflowClient({ trackingUri: url }).runs.setTag("1", "a", "b")).rejects.toThrow(
    /^MLflow refused POST \/api\/2\.0\/mlflow\/runs\/set-tag with 400: INVALID_PARAMETER_VALUE: Invalid value$/,
  );
});

test("artifacts that the server does not hand on are refused with what to change", async () => {
  const info = {
    run_id: "1",
    experiment_id: "0",
    status: "RUNNING",
    artifact_uri: "s3://b/1",
    lifecycle_stage: "active",
  };
  const { url } = await answering(json(200, { run: { info } }));
  await expect(new MlflowClient({ trackingUri: url }).artifacts.write("1", "a.txt", "a")).rejects.toMatchObject({
    code: "invalid_setting",
    message: expect.stringContaining("start that with --serve-artifacts"),
  });
});

test("a folder that is listed in pages is listed whole", async () => {
  const file = (path: string) => ({ path, is_dir: false, file_size: "1" });
  const { url, requests } = await answering(
    json(200, { root_uri: "mlflow-artifacts:/1", files: [file("a"), file("b")], next_page_token: "more" }),
    json(200, { root_uri: "mlflow-artifacts:/1", files: [file("c")] }),
  );
  const listed = await new MlflowClient({ trackingUri: url }).artifacts.list("1", "in");
  expect(listed.map(({ path }) => path)).toEqual(["a", "b", "c"]);
  expect(requests.map((request) => new URL(request.url ?? "", url).search)).toEqual([
    "?run_id=1&path=in",
    "?run_id=1&path=in&page_token=more",
  ]);
});

const run = json(200, {
  run: {
    info: {
      run_id: "1",
      experiment_id: "1",
      status: "RUNNING",
      artifact_uri: "mlflow-artifacts:/1/1",
      lifecycle_stage: "active",
    },
  },
});

test("content that stops coming is given up", async () => {
  vi.stubEnv("MLFLOW_HTTP_REQUEST_TIMEOUT", "0.1");
  const { url } = await answering(run, (response) => response.writeHead(200).write("x"));
  await expect(new MlflowClient({ trackingUri: url }).artifacts.read("1", "model")).rejects.toMatchObject({
    code: "failed_request",
    detail: `${url} sent nothing for 0.1 s`,
  });
});
