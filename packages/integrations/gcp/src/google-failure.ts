import { TuttiError } from "@tutti/core/errors";
import { z } from "zod";

// Errors of Google's libraries in words that say what to change. Those that may pass by themselves are left as they are.

const NO_CREDENTIALS = /could not load the default credentials|unable to detect a project id/i;
const BAD_KEY = /incoming json|DECODER routines|asn1|PEM routines|private key/i;
const REFUSED = /invalid_grant|invalid_client|unauthorized_client|account_disabled/i;

/** What the service answers when there is no such thing. */
export function isMissing(error: unknown): boolean {
  return statusOf(error) === 404;
}

/** That it is the bucket which is missing, where the answer says so. */
export function namesMissingBucket(error: unknown): boolean {
  return /bucket does not exist/i.test(messageOf(error));
}

/** That it is the object, where the answer says so. */
export function namesMissingObject(error: unknown): boolean {
  return /no such object/i.test(messageOf(error));
}

/** An error of Google in words that say what to change. */
export function explained(error: unknown, what: string): unknown {
  if (error instanceof TuttiError) return error;
  const message = messageOf(error);
  const advice = adviceFor(error, message);
  return advice === null ? error : new TuttiError("invalid_block", `${what}: ${advice}`);
}

/** Does something with Google Cloud, and says what to change when it is refused. */
export async function asking<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explained(error, what);
  }
}

function adviceFor(error: unknown, message: string): string | null {
  if (NO_CREDENTIALS.test(message)) {
    return (
      "no credentials or no project are known; give the block a serviceAccountFile or serviceAccountInfo, set " +
      "GOOGLE_APPLICATION_CREDENTIALS, or sign in with gcloud auth application-default login"
    );
  }
  if (BAD_KEY.test(message)) return "the service account's key cannot be used; download it anew and give all of it";
  const status = statusOf(error);
  if (status === 401 || status === 403 || REFUSED.test(message)) {
    return `the credentials are refused (${firstLine(message)}); check them and what they may do`;
  }
  return null;
}

function firstLine(message: string): string {
  const [line = ""] = message.split("\n", 1);
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}

/** Of an answer that is told as it came, the message in it. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const { message } = error;
  if (!message.startsWith("{")) return message;
  try {
    const answer = z.object({ error: z.object({ message: z.string() }) }).safeParse(JSON.parse(message));
    return answer.data?.error.message ?? message;
  } catch {
    return message;
  }
}

/** The status of an answer: their clients put it here or there, as a number or as a text. Null where there was none. */
export function statusOf(error: unknown): number | null {
  if (!(error instanceof Error)) return null;
  const status = Number(Reflect.get(error, "status") ?? Reflect.get(error, "code"));
  return Number.isInteger(status) && status >= 400 ? status : null;
}
