import type { ValidationProblem } from "./validation-detail.ts";

/** An answer that is an error: its status, its whole body, and headers that go with it. A cause is for the log alone. */
export class HttpError extends Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: Record<string, unknown>, headers: Record<string, string> = {}, cause?: unknown) {
    super(`HTTP ${status}`, { cause });
    this.name = "HttpError";
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export function notFound(): HttpError {
  return new HttpError(404, { detail: "Not Found" });
}

/** The 422 of a request that does not fit its schema; `requestBody` is what was sent, parsed when it was JSON. */
export function invalidRequest(problems: readonly ValidationProblem[], requestBody: unknown): HttpError {
  return new HttpError(422, {
    exception_message: "Invalid request received.",
    exception_detail: problems,
    request_body: requestBody,
  });
}
