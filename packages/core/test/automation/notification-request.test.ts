import { expect, test } from "vitest";
import { notificationRequest, webhookRequest } from "../../src/automation/notification-request.ts";

const message = { subject: "Subject", body: "Body" };
const json = { "content-type": "application/json" };

test.each([
  [
    "slack-webhook",
    { url: "https://hooks.slack.test/x", allow_private_urls: false },
    {
      method: "POST",
      url: "https://hooks.slack.test/x",
      headers: json,
      body: '{"text":"*Subject*\\nBody"}',
      refusesPrivate: true,
    },
  ],
  [
    "discord-webhook",
    { webhook_id: "1/2", webhook_token: "t" },
    {
      method: "POST",
      url: "https://discord.com/api/webhooks/1%2F2/t",
      headers: json,
      body: '{"content":"**Subject**\\nBody"}',
      refusesPrivate: false,
    },
  ],
  [
    "mattermost-webhook",
    { hostname: "m.test", port: 8065, path: "/p/", token: "t", channels: ["c"] },
    {
      method: "POST",
      url: "https://m.test:8065/p/hooks/t",
      headers: json,
      body: '{"text":"*Subject*\\nBody","channel":"c"}',
      refusesPrivate: false,
    },
  ],
  [
    "mattermost-webhook",
    { hostname: "m.test", token: "t", secure: false },
    {
      method: "POST",
      url: "http://m.test/hooks/t",
      headers: json,
      body: '{"text":"*Subject*\\nBody"}',
      refusesPrivate: false,
    },
  ],
  [
    "custom-webhook",
    {
      name: "mine",
      url: "https://c.test/{{token}}",
      params: { q: "{{ subject }}" },
      headers: { "X-Token": "{{token}}" },
      json_data: { text: ["{{body}}", 5], name: "{{name}}", other: "{{ unknown }}" },
      secrets: { token: "s3" },
    },
    {
      method: "POST",
      url: "https://c.test/s3?q=Subject",
      headers: { ...json, "x-token": "s3" },
      body: '{"text":["Body",5],"name":"mine","other":"{{ unknown }}"}',
      refusesPrivate: false,
    },
  ],
  [
    "custom-webhook",
    { method: "PUT", url: "https://c.test/?a=1", params: { b: 2 }, form_data: { m: "{{body}}" } },
    {
      method: "PUT",
      url: "https://c.test/?a=1&b=2",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "m=Body",
      refusesPrivate: false,
    },
  ],
  [
    "custom-webhook",
    { method: "GET", url: "https://c.test/" },
    {
      method: "GET",
      url: "https://c.test/",
      headers: {},
      body: null,
      refusesPrivate: false,
    },
  ],
  ["email-server-credentials", {}, null],
])("a message by %s", (slug, data, request) => {
  expect(notificationRequest(slug, data, message)).toEqual(request);
});

test("a message to Teams is a card", () => {
  const request = notificationRequest("ms-teams-webhook", { url: "https://t.test" }, message);
  expect(request).toMatchObject({ url: "https://t.test", headers: json });
  expect(request?.body).toContain('"text":"Subject"');
});

test.each([
  [
    { url: "https://w.test", method: "PUT", headers: { "X-A": 1 } },
    '{"a":1}',
    { method: "PUT", url: "https://w.test", headers: { ...json, "x-a": "1" }, body: '{"a":1}', refusesPrivate: false },
  ],
  [
    { url: "https://w.test", allow_private_urls: false },
    "text",
    { method: "POST", url: "https://w.test", headers: {}, body: "text", refusesPrivate: true },
  ],
  [{}, "", { method: "POST", url: "", headers: {}, body: null, refusesPrivate: false }],
])("a webhook of %j", (data, payload, request) => {
  expect(webhookRequest(data, payload)).toEqual(request);
});
