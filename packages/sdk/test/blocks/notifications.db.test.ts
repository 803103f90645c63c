import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { CustomWebhook, MattermostWebhook, SlackWebhook } from "../../src/blocks/chat-blocks.ts";
import { TwilioSms } from "../../src/blocks/alert-blocks.ts";
import { loadBlock } from "../../src/blocks/load-block.ts";
import type { Notifier } from "../../src/blocks/notifier.ts";
import { Webhook } from "../../src/blocks/webhook.ts";
import { LOCALHOST_CERTIFICATE, LOCALHOST_KEY } from "../../../server/test/support/localhost-certificate.ts";
import { useServer } from "../support/server.ts";

useServer();

interface Heard {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly key: string | string[] | undefined;
  readonly body: unknown;
}

let sink: Server;
let origin = "";
let status = 200;
const heard: Heard[] = [];

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

beforeAll(async () => {
  sink = createServer((request, response) => {
    const { method, url, headers } = request;
    const answer = async (): Promise<void> => {
      heard.push({ method, url, key: headers["x-key"], body: await bodyOf(request) });
      response.writeHead(status).end("heard");
    };
    void answer();
  });
  await new Promise<void>((resolve) => sink.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(sink.address() as AddressInfo).port}`;
});
afterAll(() => {
  sink.close();
});
beforeEach(() => {
  heard.length = 0;
  status = 200;
});

test("a block that was saved sends messages as its service wants them", async () => {
  await new SlackWebhook({ url: `${origin}/slack-canary` }).save("team");
  const slack = await loadBlock<SlackWebhook>("slack-webhook/team");
  await slack.notify("it failed", "Nightly");
  expect(heard).toMatchObject([{ method: "POST", url: "/slack-canary" }]);
  expect(JSON.stringify(heard[0]?.body)).toContain("it failed");
});

test.each<[string, () => Notifier]>([
  [
    "mattermost",
    () => new MattermostWebhook({ hostname: "127.0.0.1", port: Number(new URL(origin).port), token: "t" }),
  ],
  ["custom", () => new CustomWebhook({ name: "own", url: `${origin}/x`, jsonData: { text: "{{body}}" } })],
])("%s messages arrive", async (_what, make) => {
  await make().notify("hello");
  expect(heard).toHaveLength(1);
  expect(JSON.stringify(heard[0]?.body)).toContain("hello");
});

test("a webhook is called with its headers, and gives whatever is answered", async () => {
  status = 418;
  const hook = new Webhook({ url: `${origin}/hook`, headers: { "x-key": "k" } });
  const answer = await hook.call({ a: 1 });
  expect([answer.status, await answer.text()]).toEqual([418, "heard"]);
  expect(heard).toEqual([{ method: "POST", url: "/hook", key: "k", body: { a: 1 } }]);
});

test("a webhook asks for no trusted certificate when it is told not to", async () => {
  const tls = createTlsServer({ cert: LOCALHOST_CERTIFICATE, key: LOCALHOST_KEY }, (request, answer) => {
    void bodyOf(request).then((body) => answer.writeHead(202, { "x-heard": "yes" }).end(JSON.stringify(body)));
  });
  await once(tls.listen(0, "localhost"), "listening");
  const url = `https://localhost:${(tls.address() as AddressInfo).port}/slack-canary`;
  await expect(new Webhook({ url }).call({ a: 1 })).rejects.toThrow("webhook: nobody answers (DEPTH_ZERO");
  const answer = await new Webhook({ url, verify: false }).call({ a: 1 });
  expect([answer.status, answer.headers.get("x-heard"), await answer.json()]).toEqual([202, "yes", { a: 1 }]);
  tls.close();
});

test("what a service refuses, nobody answers, or may not be reached is an error without the address", async () => {
  status = 500;
  const failures = await Promise.all(
    [
      new SlackWebhook({ url: `${origin}/slack-canary` }).notify("x"),
      new SlackWebhook({ url: "http://127.0.0.1:9/slack-canary" }).notify("x"),
      new Webhook({ url: `${origin}/slack-canary`, allowPrivateUrls: false }).call("{}"),
      new TwilioSms({ accountSid: "a", authToken: "slack-canary", fromPhoneNumber: "1", toPhoneNumbers: [] }).notify(
        "x",
      ),
    ].map((sending) => sending.then(String, (error: unknown) => String(error))),
  );
  expect(failures).toEqual([
    "TuttiError: The request failed: slack-webhook: the service answered 500",
    expect.stringMatching(/^TuttiError: The request failed: slack-webhook: nobody answers \(\w+\)$/),
    expect.stringContaining("is in a private network"),
    "TuttiError: The request failed: twilio-sms: the block names nobody to notify",
  ]);
});
