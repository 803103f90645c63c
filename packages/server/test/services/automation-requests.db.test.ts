import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { AutomationBench } from "../support/automation-bench.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { MailSink } from "../support/mail-sink.ts";
import { RouteClient } from "../support/route-client.ts";

const on = (name: string) => ({ type: "event", posture: "Reactive", expect: [name] });

function idOf(answer: unknown): string {
  return String(Reflect.get(Object(answer), "id"));
}

let server: Server;
let url: string;
let heard: string[] = [];
let blocks = 0;
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      heard.push(`${request.method} ${request.url} ${body}`);
      response.writeHead(request.url?.endsWith("refused") === true ? 403 : 202, { "x-answer": "yes" }).end("taken");
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
beforeEach(() => {
  heard = [];
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

/** A block of that type, its address a secret; its id. */
async function newBlock(client: RouteClient, slug: string, data: object): Promise<string> {
  const standing = await client.ask("GET", `/block_types/slug/${slug}`);
  const type = standing.status === 200 ? standing : await client.ask("POST", "/block_types/", { name: slug, slug });
  const block_type_id = idOf(type.body);
  const properties = Object.fromEntries(Object.keys(data).map((key) => [key, { type: "string" }]));
  const fields = { title: slug, type: "object", properties, secret_fields: ["url"], block_type_slug: slug };
  const schema = await client.ask("POST", "/block_schemas/", { block_type_id, fields, capabilities: ["notify"] });
  const block_schema_id = idOf(schema.body);
  const document = { name: `block-${(blocks += 1)}`, data, block_schema_id, block_type_id };
  return idOf(await client.expect(201, "POST", "/block_documents/", document));
}

describeOnDatabases("notifications by mail", (database) => {
  test("go to the receivers of their block, filled in; one that cannot be sent fails", async () => {
    const sink = await MailSink.open({ disabledCommands: ["STARTTLS"] });
    const bench = await AutomationBench.open(database);
    const client = new RouteClient(bench.store, bench.deps);
    const data = {
      smtp_server: "127.0.0.1",
      smtp_port: sink.port,
      sender_email: "tutti@example.com",
      to_emails: ["on-call@example.com"],
    };
    const mail = await newBlock(client, "smtp-email", { ...data, security: "INSECURE" });
    const secured = await newBlock(client, "smtp-email", { ...data, security: "STARTTLS" });
    const nobody = await newBlock(client, "smtp-email", { ...data, to_emails: [] });
    await bench.automate(
      on("mail.me"),
      [mail, secured, nobody].map((block_document_id) => ({
        type: "send-notification",
        block_document_id,
        subject: "{{ event.event }}",
        body: "{{ event.id }}",
      })),
    );
    const event = await bench.happen("mail.me");
    await bench.settle();
    await sink.close();
    expect(
      sink.mails.map(({ to, source }) => [to, source.includes("Subject: mail.me"), source.includes(event)]),
    ).toEqual([[["on-call@example.com"], true, true]]);
    const failed = await bench.events("prefect.automation.action.failed");
    expect(failed.map(({ payload }) => String(payload["reason"])).toSorted()).toEqual([
      "The block names nobody to notify",
      expect.stringMatching(/^The mail failed: .*STARTTLS/),
    ]);
    expect(await bench.events("prefect.automation.action.executed")).toHaveLength(1);
  });
});

describeOnDatabases("webhooks and notifications", (database) => {
  test("go to the address of their block, filled in, once", async () => {
    const bench = await AutomationBench.open(database);
    const client = new RouteClient(bench.store, bench.deps);
    const webhook = await newBlock(client, "webhook", { url, method: "PUT" });
    const slack = await newBlock(client, "slack-webhook", { url });
    const email = await newBlock(client, "email-server-credentials", { url });
    await bench.automate(on("call.out"), [
      { type: "call-webhook", block_document_id: webhook, payload: '{"id": "{{ event.id }}"}' },
      { type: "send-notification", block_document_id: slack, subject: "{{ automation.name }}", body: "{{ labels }}x" },
      { type: "send-notification", block_document_id: email, body: "never" },
      { type: "call-webhook", block_document_id: slack },
    ]);
    const id = await bench.happen("call.out");
    await bench.settle();
    await bench.settle();
    expect(heard.toSorted()).toEqual([`POST /hook {"text":"*watch*\\nx"}`, `PUT /hook {"id": "${id}"}`]);
    const executed = await bench.events("prefect.automation.action.executed");
    const told = executed.find(({ payload }) => payload["action_type"] === "call-webhook");
    expect(told?.payload).toMatchObject({
      status_code: 202,
      response_body: "taken",
      response_headers: { "x-answer": "yes" },
    });
    expect(told?.related.slice(0, 2)).toEqual([
      {
        "prefect.resource.id": `prefect.block-document.${webhook}`,
        "prefect.resource.role": "block",
        "prefect.resource.name": expect.stringMatching(/^block-/),
      },
      { "prefect.resource.id": "prefect.block-type.webhook", "prefect.resource.role": "block-type" },
    ]);
    const failed = await bench.events("prefect.automation.action.failed");
    expect(failed.map(({ payload }) => payload["reason"])).toEqual([
      "Blocks of the type email-server-credentials send no notifications",
      "The referenced block was not a webhook block",
    ]);
  });
});

describeOnDatabases("a notification to several", (database) => {
  test("goes to each, and has failed when one refused it", async () => {
    const bench = await AutomationBench.open(database);
    const client = new RouteClient(bench.store, bench.deps);
    const { port } = server.address() as AddressInfo;
    const address = { hostname: "127.0.0.1", port };
    const chat = await newBlock(client, "mattermost-webhook", { ...address, token: "t", channels: ["a", "b"] });
    const refused = await newBlock(client, "mattermost-webhook", { ...address, token: "refused" });
    const nobody = await newBlock(client, "sendgrid-email", { api_key: "k", to_emails: [] });
    const say = { type: "send-notification", subject: "s", body: "b" };
    const actions = [chat, refused, nobody].map((block_document_id) => ({ ...say, block_document_id }));
    await bench.automate(on("tell.all"), actions);
    await bench.happen("tell.all");
    await bench.settle();
    await bench.settle();
    const texts = ['{"text":"*s*\\nb","channel":"a"}', '{"text":"*s*\\nb","channel":"b"}'];
    expect(heard.toSorted()).toEqual([
      'POST /hooks/refused {"text":"*s*\\nb"}',
      ...texts.map((text) => `POST /hooks/t ${text}`),
    ]);
    const failed = await bench.events("prefect.automation.action.failed");
    expect(new Set(failed.map(({ payload }) => payload["reason"]))).toEqual(
      new Set(["The block names nobody to notify", "The notification was answered with 403"]),
    );
  });
});

describeOnDatabases("requests that were under way", (database) => {
  test("are not sent again by whoever comes after a server that stopped while it sent", async () => {
    const bench = await AutomationBench.open(database);
    const client = new RouteClient(bench.store, bench.deps);
    const webhook = await newBlock(client, "webhook", { url });
    await bench.automate(on("call.once"), [{ type: "call-webhook", block_document_id: webhook }]);
    await bench.happen("call.once");
    await bench.store.command("advanceTriggers", { limit: 10 });
    const taken = await bench.store.command("executeAction", { uiUrl: "" });
    expect(taken).toMatchObject({ kind: "request", requests: [{ url, method: "POST" }] });
    const before = await bench.outcomes();
    const after = await bench.another(database);
    await after.settle();
    expect(await bench.outcomes()).toEqual(before);
    after.deps.advance(121);
    await after.settle();
    const [failed] = (await bench.events("prefect.automation.action.failed")).slice(-1);
    expect([heard, failed?.payload["reason"]]).toEqual([
      [],
      "The server stopped while it sent the request; whether it arrived is not known.",
    ]);
  });
});

describeOnDatabases("two servers of one database", (database) => {
  test("share the actions out, and carry each out once", async () => {
    const bench = await AutomationBench.open(database);
    const other = database.kind === "postgres" ? await bench.another(database) : bench;
    await bench.automate(
      on("share.out"),
      Array.from({ length: 3 }, () => ({ type: "do-nothing" })),
    );
    for (let count = 0; count < 8; count++) await bench.happen("share.out");
    await Promise.all([bench.settle(), other.settle(), bench.settle(), other.settle()]);
    await bench.settle();
    const executed = await bench.events("prefect.automation.action.executed");
    const invocations = executed.map(({ payload }) => String(payload["invocation"]));
    const fired = await bench.events("prefect.automation.triggered");
    const ours = fired.filter(({ payload }) => JSON.stringify(payload).includes("share.out"));
    expect([ours.length, new Set(invocations).size]).toEqual([8, invocations.length]);
    expect((await bench.outcomes()).filter((outcome) => outcome === "do-nothing executed")).toHaveLength(24);
  });
});
