import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { idOf } from "../support/block-kind.ts";
import { type DatabaseUnderTest, describeOnDatabases } from "../support/databases.ts";
import { appOver, RouteClient } from "../support/route-client.ts";
import { testConfig } from "../support/test-app.ts";

let server: Server;
let url: string;
let heard: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      heard.push(`${request.method} ${request.url} ${body}`);
      response.writeHead(request.url === "/refused" ? 403 : 200).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  heard = [];
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

/** Asks for the test of a block of that type; `isAllowed` where addresses of this network are. */
async function tried(database: DatabaseUnderTest, slug: string, data: object, isAllowed = true) {
  const { store, deps } = await database.open();
  const client = new RouteClient(store, deps);
  const make = async (path: string, body: object) => idOf(await client.expect(201, "POST", path, body));
  const block_type_id = await make("/block_types", { name: slug, slug });
  const block_schema_id = await make("/block_schemas", { block_type_id, fields: { title: slug } });
  const id = await make("/block_documents", { name: "tried", data, block_type_id, block_schema_id });
  const { services } = testConfig();
  const triggers = { ...services.triggers, allowsPrivateWebhooks: isAllowed };
  const app = appOver(store, deps, { services: { ...services, triggers } });
  const answer = await app.inject({ method: "POST", url: `/api/tutti/blocks/${id}/test` });
  return { status: answer.statusCode, body: answer.json<object>() };
}

const TEXT = "This is a test of the block “tried”, sent from the dashboard.";

describeOnDatabases("trying a block", (database) => {
  test("sends a message with what sends notifications", async () => {
    expect(await tried(database, "slack-webhook", { url: `${url}/hook` })).toEqual({
      status: 200,
      body: { is_fine: true, detail: "It was answered with 200." },
    });
    expect(heard).toEqual([`POST /hook ${JSON.stringify({ text: `*A test from Tutti*\n${TEXT}` })}`]);
  });

  test("tells that a webhook was refused", async () => {
    expect(await tried(database, "webhook", { url: `${url}/refused`, method: "POST" })).toEqual({
      status: 200,
      body: { is_fine: false, detail: "It was answered with 403." },
    });
  });

  test("goes nowhere that only this network reaches, unless that is allowed", async () => {
    const { body } = await tried(database, "ms-teams-webhook", { url: `${url}/hook` }, false);
    expect(body).toMatchObject({ is_fine: false, detail: expect.stringContaining("private address") });
    expect(heard).toEqual([]);
  });

  test("is refused where only code of the users could", async () => {
    expect(await tried(database, "aws-credentials", {})).toMatchObject({ status: 409 });
  });
});
