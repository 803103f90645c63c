import { expect, test } from "vitest";
import { notificationRequests } from "../../src/automation/notification-requests.ts";
import { webhookRequest } from "../../src/automation/webhook-request.ts";

const message = { subject: "Subject", body: "Body" };
const json = { "content-type": "application/json" };

const sent = { method: "POST", headers: json, refusesPrivate: false, isVerified: true, mustSucceed: true };
const form = { "content-type": "application/x-www-form-urlencoded" };

test.each([
  [
    "slack-webhook",
    { url: "https://hooks.slack.test/x", allow_private_urls: false },
    [{ ...sent, url: "https://hooks.slack.test/x", body: '{"text":"*Subject*\\nBody"}', refusesPrivate: true }],
  ],
  [
    "discord-webhook",
    { webhook_id: "1/2", webhook_token: "t" },
    [{ ...sent, url: "https://discord.com/api/webhooks/1%2F2/t", body: '{"content":"**Subject**\\nBody"}' }],
  ],
  [
    "discord-webhook",
    { webhook_id: "1", webhook_token: "t", botname: "b", avatar_url: "https://a.test", tts: true },
    [
      {
        ...sent,
        url: "https://discord.com/api/webhooks/1/t",
        body: '{"content":"**Subject**\\nBody","username":"b","avatar_url":"https://a.test","tts":true}',
      },
    ],
  ],
  [
    "mattermost-webhook",
    { hostname: "m.test", port: 80, path: "/p/", token: "t", channels: ["c", "d"], botname: "b", secure: true },
    ["c", "d"].map((channel) => ({
      ...sent,
      url: "https://m.test:80/p/hooks/t",
      body: `{"text":"*Subject*\\nBody","username":"b","channel":"${channel}"}`,
    })),
  ],
  [
    "mattermost-webhook",
    { hostname: "m.test", token: "t" },
    [{ ...sent, url: "http://m.test:8065/hooks/t", body: '{"text":"*Subject*\\nBody"}' }],
  ],
  ["email-server-credentials", {}, null],
])("a message to a chat by %s", (slug, data, requests) => {
  expect(notificationRequests(slug, data, message)).toEqual(requests);
});

test.each([
  [
    {
      name: "mine",
      url: "https://c.test/{{token}}",
      params: { q: "{{ subject }}" },
      headers: { "X-Token": "{{token}}" },
      cookies: { a: "{{token}}", b: 2 },
      json_data: { text: ["{{body}}", 5], name: "{{name}}", other: "{{ unknown }}" },
      secrets: { token: "s3" },
      allow_private_urls: false,
    },
    {
      ...sent,
      url: "https://c.test/s3?q=Subject",
      headers: { ...json, "x-token": "s3", cookie: "a=s3; b=2" },
      body: '{"text":["Body",5],"name":"mine","other":"{{ unknown }}"}',
      refusesPrivate: true,
      isVerified: true,
    },
  ],
  [
    { method: "PUT", url: "https://c.test/?a=1", params: { b: 2 }, form_data: { m: "{{body}}" } },
    { ...sent, method: "PUT", url: "https://c.test/?a=1&b=2", headers: form, body: "m=Body" },
  ],
  [
    { url: "https://c.test/", form_data: "m={{subject}}" },
    { ...sent, url: "https://c.test/", headers: form, body: "m=Subject" },
  ],
  [
    { method: "GET", url: "https://c.test/" },
    { ...sent, method: "GET", url: "https://c.test/", headers: {}, body: null },
  ],
])("a message by a webhook of one's own: %j", (data, request) => {
  expect(notificationRequests("custom-webhook", data, message)).toEqual([request]);
});

test("a message to Teams is a card", () => {
  const [request] = notificationRequests("ms-teams-webhook", { url: "https://t.test" }, message) ?? [];
  expect(request).toMatchObject({ url: "https://t.test", headers: json });
  expect(request?.body).toContain('"text":"Subject"');
});

test.each([
  [
    { url: "https://w.test", method: "PUT", headers: { "X-A": 1 } },
    '{"a":1}',
    {
      method: "PUT",
      url: "https://w.test",
      headers: { ...json, "x-a": "1" },
      body: '{"a":1}',
      refusesPrivate: false,
      isVerified: true,
      mustSucceed: false,
    },
  ],
  [
    { url: "https://w.test", allow_private_urls: false, verify: false },
    "text",
    {
      method: "POST",
      url: "https://w.test",
      headers: {},
      body: "text",
      refusesPrivate: true,
      isVerified: false,
      mustSucceed: false,
    },
  ],
  [
    {},
    "",
    { method: "POST", url: "", headers: {}, body: null, refusesPrivate: false, isVerified: true, mustSucceed: false },
  ],
])("a webhook of %j", (data, payload, request) => {
  expect(webhookRequest(data, payload)).toEqual(request);
});
