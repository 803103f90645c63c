import type { ActionReport } from "../commands/automations/action-report.ts";
import type { Outgoing } from "../commands/automations/prepare-call.ts";
import type { Loop, Service, ServiceContext } from "./loop.ts";
import { attemptAll } from "./attempt-all.ts";
import type { SentResponse } from "./send-request.ts";

/** Requests under way at a time. */
const SENDING_MAX = 10;
const BODY_TOLD_MAX = 1000;

interface Terms {
  /** Where the pages are that links in notifications lead to. */
  readonly uiUrl: string;
  /** Whether webhooks may reach addresses that only this network has. */
  readonly allowsPrivate: boolean;
}

interface Sending {
  readonly id: string;
  readonly requests: readonly Outgoing[];
  readonly report: ActionReport;
}

/** Carries out what automations ask for: in the database by itself, over HTTP and SMTP beside the rounds. */
export function actionExecutor(terms: Terms): Service & { wake(): void } {
  const sending = new Set<Promise<void>>();
  let loop: Loop | null = null;
  return {
    name: "action-executor",
    everyMs: 1000,
    followsCommits: true,
    wake: () => loop?.wake(),
    begin(own) {
      loop = own;
    },
    async tick(context) {
      if (sending.size >= SENDING_MAX) await Promise.race(sending);
      const execution = await context.store.command("executeAction", { uiUrl: terms.uiUrl });
      if (execution.kind === "request") {
        const sent: Promise<void> = send(context, terms, execution).finally(() => sending.delete(sent));
        sending.add(sent);
      }
      return execution.kind === "done" || execution.kind === "request";
    },
    async stop() {
      await Promise.all(sending);
    },
  };
}

async function send({ store, logger }: ServiceContext, terms: Terms, { id, requests, report }: Sending): Promise<void> {
  const { response, failure } = await attemptAll(requests, terms.allowsPrivate);
  const details = { ...report.details, ...(response === null ? {} : told(response)) };
  try {
    await store.command("finishAction", { id, report: { ...report, details }, failure });
  } catch (error) {
    logger.error({ err: error, action: id }, "what became of an automation's request could not be written");
  }
}

function told({ status, headers, body }: SentResponse): Record<string, unknown> {
  return { status_code: status, response_body: body.slice(0, BODY_TOLD_MAX), response_headers: headers };
}
