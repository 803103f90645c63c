import { expect, test } from "vitest";
import { notificationRequests } from "../../src/automation/notification-requests.ts";

const message = { subject: "Subject", body: "Body" };

/** The requests of a message, their bodies parsed. */
function requestsOf(slug: string, data: object) {
  const requests = notificationRequests(slug, Object(data) as Record<string, unknown>, message) ?? [];
  return requests.map(({ method, url, headers, body, mustSucceed }) => {
    const isJson = headers["content-type"] === "application/json";
    const content: unknown = isJson ? JSON.parse(body ?? "") : Object.fromEntries(new URLSearchParams(body ?? ""));
    return { method, url, authorization: headers["authorization"], content, mustSucceed };
  });
}

const posted = { method: "POST", mustSucceed: true };

test("PagerDuty is told of an alert", () => {
  expect(requestsOf("pager-duty-webhook", { integration_key: "int", api_key: "api" })).toEqual([
    {
      ...posted,
      url: "https://events.pagerduty.com/v2/enqueue",
      authorization: "Token token=api",
      content: {
        routing_key: "int",
        event_action: "trigger",
        client: "Tutti",
        payload: {
          summary: "Subject",
          severity: "info",
          source: "Prefect",
          component: "Notification",
          custom_details: { "Prefect Notification Body": "Body" },
        },
      },
    },
  ]);
});

test("and of all that the block says of it", () => {
  const data = {
    integration_key: "int",
    api_key: "api",
    source: "S",
    component: "C",
    group: "G",
    class_id: "K",
    region_name: "eu",
    clickable_url: "https://x.test",
    custom_details: { a: "b" },
    notify_type: "failure",
  };
  expect(requestsOf("pager-duty-webhook", data)).toMatchObject([
    {
      url: "https://events.eu.pagerduty.com/v2/enqueue",
      content: {
        payload: {
          severity: "critical",
          source: "S",
          component: "C",
          group: "G",
          class: "K",
          custom_details: { a: "b", "Prefect Notification Body": "Body" },
        },
        links: [{ href: "https://x.test" }],
      },
    },
  ]);
});

const alert = { source: "Tutti", message: "Subject", description: "Body", details: { type: "info" }, priority: "P3" };
const genie = { ...posted, url: "https://api.opsgenie.com/v2/alerts", authorization: "GenieKey key" };
const responders = [
  { type: "team", name: "t" },
  { type: "schedule", name: "s" },
  { type: "user", username: "u" },
  { type: "escalation", name: "e" },
];
const targets = { target_user: ["u"], target_team: ["t"], target_schedule: ["s"], target_escalation: ["e"] };

test.each([
  ["whom the integration names", {}, [{ ...genie, content: alert }]],
  ["each target", targets, responders.map((one) => ({ ...genie, content: { ...alert, responders: [one] } }))],
  ["all targets at once", { ...targets, batch: true }, [{ ...genie, content: { ...alert, responders } }]],
  [
    "those in Europe, with more about it",
    {
      region_name: "eu",
      tags: ["a"],
      priority: 5,
      alias: "al",
      entity: "en",
      details: { x: "y" },
      notify_type: "warning",
    },
    [
      {
        ...genie,
        url: "https://api.eu.opsgenie.com/v2/alerts",
        content: {
          ...alert,
          details: { x: "y", type: "warning" },
          priority: "P5",
          tags: ["a"],
          entity: "en",
          alias: "al",
        },
      },
    ],
  ],
])("Opsgenie tells %s", (_who, data, requests) => {
  expect(requestsOf("opsgenie-webhook", { apikey: "key", ...data })).toEqual(requests);
});

test("Twilio sends a text message to each number", () => {
  const data = {
    account_sid: "AC1",
    auth_token: "tök",
    from_phone_number: "+1 (555) 1",
    to_phone_numbers: ["+44 2", "3"],
  };
  const authorization = `Basic ${Buffer.from("AC1:tök").toString("base64")}`;
  expect(requestsOf("twilio-sms", data)).toEqual(
    ["+442", "+3"].map((To) => ({
      ...posted,
      url: "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json",
      authorization,
      content: { Body: "Subject\nBody", From: "+15551", To },
    })),
  );
});

test("SendGrid mails each address", () => {
  const data = { api_key: "key", sender_email: "me@x.test", to_emails: ["a@x.test", "b@x.test"] };
  expect(requestsOf("sendgrid-email", data)).toEqual(
    ["a@x.test", "b@x.test"].map((email) => ({
      ...posted,
      url: "https://api.sendgrid.com/v3/mail/send",
      authorization: "Bearer key",
      content: {
        personalizations: [{ to: [{ email }] }],
        from: { email: "me@x.test" },
        subject: "Subject",
        content: [{ type: "text/html", value: "Body" }],
      },
    })),
  );
  expect(requestsOf("sendgrid-email", {})).toEqual([]);
});
