import {
  postJson,
  present,
  textOf,
  textsOf,
  type Data,
  type Message,
  type OutgoingRequest,
} from "./outgoing-request.ts";

const SEVERITIES: Readonly<Record<string, string>> = { failure: "critical", warning: "warning" };

/** An alert of PagerDuty's Events API v2. */
export function pagerDutyRequest(data: Data, { subject, body }: Message): OutgoingRequest {
  const region = data["region_name"] === "eu" ? "eu." : "";
  const link = textOf(data, "clickable_url");
  const alert = {
    routing_key: textOf(data, "integration_key"),
    event_action: "trigger",
    client: "Tutti",
    payload: {
      summary: subject,
      severity: SEVERITIES[textOf(data, "notify_type")] ?? "info",
      source: textOf(data, "source") || "Prefect",
      component: textOf(data, "component") || "Notification",
      ...present({ group: data["group"], class: data["class_id"] }),
      custom_details: { ...Object(data["custom_details"]), "Prefect Notification Body": body },
    },
    ...(link === "" ? {} : { links: [{ href: link }] }),
  };
  const authorization = `Token token=${textOf(data, "api_key")}`;
  return postJson(`https://events.${region}pagerduty.com/v2/enqueue`, alert, { authorization });
}

const LONGEST_MESSAGE = 130;

/** An alert of Opsgenie's: one for all targets in a batch, else one for each; without targets, the integration's own. */
export function opsgenieRequests(data: Data, { subject, body }: Message): OutgoingRequest[] {
  const region = data["region_name"] === "eu" ? "eu." : "";
  const tags = textsOf(data, "tags");
  const alert = {
    source: "Tutti",
    message: subject.slice(0, LONGEST_MESSAGE),
    description: body,
    details: { ...Object(data["details"]), type: textOf(data, "notify_type") || "info" },
    priority: `P${typeof data["priority"] === "number" ? data["priority"] : 3}`,
    ...(tags.length === 0 ? {} : { tags }),
    ...present({ entity: data["entity"], alias: data["alias"] }),
  };
  const headers = { authorization: `GenieKey ${textOf(data, "apikey")}` };
  return responderLists(data).map((responders) =>
    postJson(`https://api.${region}opsgenie.com/v2/alerts`, { ...alert, ...present({ responders }) }, headers),
  );
}

function responderLists(data: Data): (object[] | null)[] {
  const named = (type: string) => textsOf(data, `target_${type}`).map((name) => ({ type, name }));
  const users = textsOf(data, "target_user").map((username) => ({ type: "user", username }));
  const all = [...named("team"), ...named("schedule"), ...users, ...named("escalation")];
  if (all.length === 0) return [null];
  return data["batch"] === true ? [all] : all.map((one) => [one]);
}
