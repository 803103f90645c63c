import { webhookRequest } from "@tutti/core/automation/webhook-request";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { notifications, type Outgoing } from "../automations/prepare-call.ts";
import { revealBlockDocument } from "./reveal-block-document.ts";

export type BlockTest =
  | { readonly kind: "missing" }
  /** Only code that belongs to users could try it. */
  | { readonly kind: "untestable" }
  | { readonly kind: "outgoing"; readonly outgoing: readonly Outgoing[] };

/**
 * What is sent to try a block: a message where it sends notifications, a request where it is a webhook. Reading its
 * secrets for that is an event, as it always is.
 */
export async function prepareBlockTest(tx: Tx, deps: Deps, params: { id: string }): Promise<Outcome<BlockTest>> {
  const { result: document } = await revealBlockDocument(tx, deps, params);
  if (document === null) return { result: { kind: "missing" } };
  const slug = document.block_type?.slug ?? "";
  const body = `This is a test of the block “${document.name}”, sent from the dashboard.`;
  if (slug === "webhook") return { result: { kind: "outgoing", outgoing: [webhookRequest(document.data, body)] } };
  const outgoing = notifications(slug, document.data, { subject: "A test from Tutti", body });
  return { result: outgoing === null ? { kind: "untestable" } : { kind: "outgoing", outgoing } };
}
