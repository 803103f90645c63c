import { TuttiError } from "@tutti/core/errors";

/** What Slack answers when the token lets nobody in. */
const REFUSED = new Set([
  "account_inactive",
  "invalid_auth",
  "not_allowed_token_type",
  "not_authed",
  "token_expired",
  "token_revoked",
]);

const FIXES: Readonly<Record<string, string>> = {
  channel_not_found: "there is no such channel for the bot; check its name or id",
  not_in_channel: "the bot is not in the channel; invite it there",
  is_archived: "the channel is archived",
};

/** Asks Slack for something, and says what to change when it is refused. No address or token is told. */
export async function asking<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explained(error, what);
  }
}

function explained(error: unknown, what: string): unknown {
  if (!(error instanceof Error)) return error;
  const data: unknown = Reflect.get(error, "data");
  const refusal = textOf(data, "error");
  if (REFUSED.has(refusal)) {
    return new TuttiError("invalid_block", `slack-credentials: the token is refused (${refusal}); check it`);
  }
  if (refusal !== "") return new TuttiError("refused_request", `${what}: ${toldRefusal(refusal, data)}`);
  switch (Reflect.get(error, "code")) {
    case "slack_webapi_request_error":
      return new TuttiError("failed_request", `${what}: Slack does not answer`);
    case "slack_webapi_http_error":
      return new TuttiError("failed_request", `${what}: Slack answered ${String(Reflect.get(error, "statusCode"))}`);
    default:
      return error;
  }
}

function toldRefusal(refusal: string, data: unknown): string {
  const needed = textOf(data, "needed");
  if (refusal === "missing_scope") return `the token lacks the scope ${needed} (missing_scope); add it to the app`;
  return `${FIXES[refusal] ?? "Slack refuses it"} (${refusal})`;
}

function textOf(data: unknown, key: string): string {
  const value: unknown = typeof data === "object" && data !== null ? Reflect.get(data, key) : undefined;
  return typeof value === "string" ? value : "";
}
