import type { Outgoing } from "../commands/automations/prepare-call.ts";
import { sendMail } from "./send-mail.ts";
import { sendRequest, type SentResponse } from "./send-request.ts";

interface Attempt {
  readonly response: SentResponse | null;
  readonly failure: string | null;
}

/** All are sent, whatever became of another; told of is the first that failed, else the last. */
export async function attemptAll(requests: readonly Outgoing[], allowsPrivate: boolean): Promise<Attempt> {
  const attempts = await Promise.all(requests.map((request) => attempt(request, allowsPrivate)));
  return attempts.find(({ failure }) => failure !== null) ?? attempts.at(-1) ?? { response: null, failure: null };
}

async function attempt(request: Outgoing, allowsPrivate: boolean): Promise<Attempt> {
  try {
    if ("smtp" in request) {
      await sendMail(request, { allowsPrivate });
      return { response: null, failure: null };
    }
    const response = await sendRequest(request, { allowsPrivate });
    const isRefused = request.mustSucceed && (response.status < 200 || response.status > 299);
    return { response, failure: isRefused ? `The notification was answered with ${response.status}` : null };
  } catch (error) {
    return {
      response: null,
      failure: `The ${"smtp" in request ? "mail" : "request"} failed: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}
