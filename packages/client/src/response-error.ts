/** What the server answered when it refused a request: any status of 400 and above that was not retried away. */
export class ResponseError extends Error {
  override readonly name = "ResponseError";
  readonly status: number;
  readonly request: string;
  readonly detail: string;
  readonly body: unknown;
  /** How long the server asks to be left alone, if it does. */
  readonly retryAfterMs: number | null;

  constructor(request: string, status: number, body: unknown, retryAfterMs: number | null = null) {
    const detail = describeBody(body);
    super(`${request} was answered ${status}: ${detail}`);
    this.request = request;
    this.status = status;
    this.detail = detail;
    this.body = body;
    this.retryAfterMs = retryAfterMs;
  }
}

export function isNotFound(error: unknown): boolean {
  return error instanceof ResponseError && error.status === 404;
}

/** The innermost message of a chain of causes: `fetch failed` alone says nothing. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause !== undefined) return reasonOf(error.cause);
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error.message === "" ? error.name : error.message;
}

// Both error bodies of the protocol: `{ detail }` and `{ exception_message, exception_detail? }`.
function describeBody(body: unknown): string {
  if (typeof body === "string") return body.slice(0, 500);
  if (typeof body !== "object" || body === null) return "no explanation";
  const fields: Record<string, unknown> = { ...body };
  if (fields.detail !== undefined) return textOf(fields.detail);
  const issues = Array.isArray(fields.exception_detail) ? fields.exception_detail.map(describeIssue) : [];
  return [textOf(fields.exception_message ?? "no explanation"), ...issues].join(" ");
}

function describeIssue(issue: unknown): string {
  if (typeof issue !== "object" || issue === null) return textOf(issue);
  const { loc, msg }: { loc?: unknown; msg?: unknown } = issue;
  return Array.isArray(loc) ? `${loc.join(".")}: ${textOf(msg)}` : textOf(msg);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
