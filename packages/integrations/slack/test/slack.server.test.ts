import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SlackCredentials } from "../src/slack-credentials.ts";
import { SlackIncomingWebhook } from "../src/slack-incoming-webhook.ts";
import { SlackForTests, TOKEN } from "./support/slack-for-tests.ts";

const slack = new SlackForTests();
const credentials = new SlackCredentials({ token: TOKEN });

test("a message is posted with the bot's token, with blocks, in a thread", async () => {
  const slackBlocks = [{ type: "divider" }];
  const posted = await credentials.postMessage("#trips", { text: "Loaded é", slackBlocks, threadTs: "1.2" });
  expect(posted).toEqual({ channel: "C123ABC456", ts: "1503435956.000247" });
  const [request] = slack.requests;
  expect(request).toMatchObject({ path: "/api/chat.postMessage", authorization: `Bearer ${TOKEN}` });
  expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
    text: "Loaded é",
    blocks: JSON.stringify(slackBlocks),
    thread_ts: "1.2",
    channel: "#trips",
  });
  await expect(credentials.postMessage("#trips", {})).rejects.toThrow("needs a text, slackBlocks or attachments");
});

test("a file is uploaded where Slack says, and shared with its comment", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tutti-slack-"));
  const path = join(folder, "report.csv");
  await writeFile(path, "a,b\n1");
  try {
    const shared = await credentials.uploadFile("C123ABC456", { path, initialComment: "Today's" });
    expect(shared).toEqual({ id: "F123ABC456", title: "report.csv" });
  } finally {
    await rm(folder, { recursive: true });
  }
  const [asked, sent, completed] = slack.requests;
  expect(Object.fromEntries(new URLSearchParams(asked?.body))).toMatchObject({ filename: "report.csv", length: "5" });
  expect(sent).toMatchObject({ path: "/upload/v1/ABC123", body: expect.stringContaining("a,b\n1") });
  expect(Object.fromEntries(new URLSearchParams(completed?.body))).toMatchObject({
    files: JSON.stringify([{ id: "F123ABC456", title: "report.csv" }]),
    channel_id: "C123ABC456",
    initial_comment: "Today's",
  });
  const missing = credentials.uploadFile("C123ABC456", { path });
  await expect(missing).rejects.toMatchObject({ code: "missing_file", detail: path });
  await expect(credentials.uploadFile("C1", {})).rejects.toThrow("needs the path of a file, or its content");
});

test.each([
  ["invalid_auth", {}, "invalid_block", "slack-credentials: the token is refused (invalid_auth); check it"],
  [
    "channel_not_found",
    {},
    "refused_request",
    "chat.postMessage to #x: there is no such channel for the bot; check its name or id (channel_not_found)",
  ],
  [
    "missing_scope",
    { needed: "chat:write", provided: "files:read" },
    "refused_request",
    "chat.postMessage to #x: the token lacks the scope chat:write (missing_scope); add it to the app",
  ],
  ["msg_too_long", {}, "refused_request", "chat.postMessage to #x: Slack refuses it (msg_too_long)"],
])("a refusal of Slack's says what to change: %s", async (error, more, code, detail) => {
  slack.answers.set("/api/chat.postMessage", [[200, { ok: false, error, ...more }]]);
  const failed = credentials.postMessage("#x", { text: "t" });
  await expect(failed).rejects.toMatchObject({ code, detail });
  await expect(failed).rejects.not.toThrow(/canary/);
});

test("a token that was cut short when it was copied says so, and is not sent", async () => {
  const cut = new SlackCredentials({ token: "xoxb-…" });
  await expect(cut.postMessage("#x", { text: "t" })).rejects.toMatchObject({
    code: "invalid_block",
    detail: "slack-credentials: the token has characters that no token has; copy it anew",
  });
  expect(slack.requests).toEqual([]);
});

test("who asks too often waits as long as Slack says", async () => {
  slack.answers.set("/api/chat.postMessage", [[429, { ok: false, error: "ratelimited" }, { "retry-after": "0" }]]);
  await credentials.postMessage("#x", { text: "t" });
  expect(slack.requests).toHaveLength(2);
});

test("a service that fails, or is not there, may be asked again", async () => {
  const nowhere = await credentials.getClient({ slackApiUrl: "http://127.0.0.1:1/", retryConfig: { retries: 0 } });
  expect(nowhere.slackApiUrl).toBe("http://127.0.0.1:1/");
  slack.answers.set("/services/T0/B0/webhook-canary", [[503, "try later"]]);
  const webhook = new SlackIncomingWebhook({ url: slack.webhookUrl });
  await expect(webhook.notify("x")).rejects.toMatchObject({
    code: "failed_request",
    detail: "the webhook of Slack answered 503 (try later)",
  });
  const gone = new SlackIncomingWebhook({ url: "http://127.0.0.1:1/webhook-canary" });
  const failed = await gone.notify("x").catch((reason: unknown) => reason);
  expect(failed).toMatchObject({ code: "failed_request", detail: "the webhook of Slack: nobody answers" });
  expect(String(failed)).not.toContain("canary");
});

test("a webhook posts what it is given, and says what Slack does not take", async () => {
  const webhook = new SlackIncomingWebhook({ url: slack.webhookUrl });
  await webhook.send({ text: "t", attachments: [{ color: "good" }] });
  await webhook.notify("body", "subject");
  expect(slack.requests.map(({ body }) => JSON.parse(body))).toEqual([
    { text: "t", attachments: [{ color: "good" }] },
    { text: "subject\nbody" },
  ]);
  slack.answers.set("/services/T0/B0/webhook-canary", [[403, "invalid_token"]]);
  await expect(webhook.notify("x")).rejects.toMatchObject({
    code: "refused_request",
    detail: "the webhook of Slack answered 403 (invalid_token)",
  });
  expect(() => new SlackIncomingWebhook({ url: "webhook-canary" })).toThrow("url: Invalid URL");
});
