import { lookup } from "node:dns/promises";
import { BlockList, isIPv6 } from "node:net";
import { notificationRequests } from "@tutti/core/automation/notification-requests";
import type { OutgoingRequest } from "@tutti/core/automation/outgoing-request";
import { webhookRequest } from "@tutti/core/automation/webhook-request";
import { TuttiError } from "@tutti/core/errors";
import { PRIVATE_V4, PRIVATE_V6 } from "@tutti/core/private-networks";
import { markOf } from "./block-mark.ts";
import { wireData } from "./block-data.ts";

// What each service is asked for stands in core: automations on the server send the same.

const TIMEOUT_MS = 30_000;

/** Sends a message as a notification block says. Rejects with `failed_request`; no address or token is told. */
export async function sendMessage(block: object, body: string, subject: string): Promise<void> {
  const slug = markOf(block)?.definition.slug ?? "";
  const requests = notificationRequests(slug, wireData(block), { subject, body }) ?? [];
  if (requests.length === 0) throw new TuttiError("failed_request", `${slug}: the block names nobody to notify`);
  for (const request of requests) {
    const { status } = await sent(request, slug);
    if (request.mustSucceed && (status < 200 || status > 299)) {
      throw new TuttiError("failed_request", `${slug}: the service answered ${status}`);
    }
  }
}

/** Calls the webhook of a block, and resolves with whatever it answers. */
export function callWebhook(block: object, payload: string): Promise<Response> {
  return sent(webhookRequest(wireData(block), payload), "webhook");
}

async function sent(request: OutgoingRequest, what: string): Promise<Response> {
  const { method, url, headers, body, refusesPrivate, isVerified } = request;
  try {
    if (refusesPrivate) await refusePrivate(url);
    const options = { method, headers, body, signal: AbortSignal.timeout(TIMEOUT_MS) };
    if (!isVerified && new URL(url).protocol === "https:") {
      const { fetchUnverified } = await import("./fetch-unverified.ts");
      return await fetchUnverified(url, options);
    }
    return await fetch(url, { ...options, redirect: refusesPrivate ? "manual" : "follow" });
  } catch (error) {
    // What fetch says of an address may hold it, and it is a secret.
    throw error instanceof TuttiError
      ? error
      : new TuttiError("failed_request", `${what}: nobody answers (${codeOf(error)})`);
  }
}

async function refusePrivate(url: string): Promise<void> {
  const { hostname } = new URL(url);
  const addresses = await lookup(hostname.replace(/^\[(.*)\]$/, "$1"), { all: true });
  if (!addresses.some(({ address }) => isPrivate(address))) return;
  throw new TuttiError("failed_request", "the address is in a private network, which allowPrivateUrls: false refuses");
}

function isPrivate(address: string): boolean {
  const networks = new BlockList();
  const kind = isIPv6(address) ? "ipv6" : "ipv4";
  for (const [net, prefix] of kind === "ipv6" ? PRIVATE_V6 : PRIVATE_V4) networks.addSubnet(net, prefix, kind);
  return networks.check(address, kind);
}

function codeOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? (error.cause ?? error) : error;
  if (typeof cause === "object" && cause !== null && "code" in cause && typeof cause.code === "string")
    return cause.code;
  return cause instanceof Error ? cause.name : "unknown";
}
