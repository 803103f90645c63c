import { notificationRequests } from "@tutti/core/automation/notification-requests";
import { smtpMail, type OutgoingMail } from "@tutti/core/automation/outgoing-mail";
import type { Data, Message, OutgoingRequest } from "@tutti/core/automation/outgoing-request";
import { webhookRequest } from "@tutti/core/automation/webhook-request";
import type { AutomationAction } from "@tutti/core/wire/automation-action";
import type { BlockDocument } from "@tutti/core/wire/block-document";
import type { Deps } from "../../deps.ts";
import type { Tx } from "../command.ts";
import { relatedResource } from "../flow-runs/related-resources.ts";
import { revealBlockDocument } from "../blocks/reveal-block-document.ts";
import { ActionFailed } from "./action-report.ts";
import { renderTexts, type RenderTerms } from "./render-action.ts";

type CallingAction = Extract<AutomationAction, { type: "call-webhook" | "send-notification" }>;

/** What goes out for an action. */
export type Outgoing = OutgoingRequest | OutgoingMail;

/** The requests and mails that a webhook or a notification becomes: its block's address and secrets, its templates filled in. */
export async function prepareCall(tx: Tx, deps: Deps, action: CallingAction, terms: RenderTerms): Promise<Outgoing[]> {
  const { document, slug } = await blockOf(tx, deps, action, terms);
  if (action.type === "call-webhook") {
    if (slug !== "webhook") throw new ActionFailed("The referenced block was not a webhook block");
    const [payload = ""] = await renderTexts(tx, deps, terms, [action.payload]);
    return [webhookRequest(document.data, payload)];
  }
  const [subject = "", body = ""] = await renderTexts(tx, deps, terms, [action.subject, action.body]);
  const outgoing = notifications(slug, document.data, { subject, body });
  if (outgoing === null) throw new ActionFailed(`Blocks of the type ${slug} send no notifications`);
  if (outgoing.length === 0) throw new ActionFailed("The block names nobody to notify");
  return outgoing;
}

/** Null when blocks of that type send none. */
export function notifications(slug: string, data: Data, message: Message): Outgoing[] | null {
  if (slug !== "smtp-email") return notificationRequests(slug, data, message);
  const mail = smtpMail(data, message);
  return mail.to.length === 0 ? [] : [mail];
}

async function blockOf(
  tx: Tx,
  deps: Deps,
  { block_document_id: id, type }: CallingAction,
  { report }: RenderTerms,
): Promise<{ document: BlockDocument; slug: string }> {
  const { result: document } = await revealBlockDocument(tx, deps, { id });
  if (document === null) throw new ActionFailed(`There is no block document ${id} for the action ${type}`);
  const slug = document.block_type?.slug ?? "";
  report.related.push(
    relatedResource("block", `prefect.block-document.${id}`, document.name ?? ""),
    relatedResource("block-type", `prefect.block-type.${slug}`),
  );
  return { document, slug };
}
