import { authorization, wantPassword } from "./credentials.ts";
import { readExact } from "./exact-answer.ts";

/** An answer that is no success, or no answer at all (`status` 0). The message is meant for people. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly request: string;
  readonly detail: string;

  constructor(status: number, request: string, detail: string) {
    super(explain(status, detail));
    this.status = status;
    this.request = request;
    this.detail = detail;
  }
}

function explain(status: number, detail: string): string {
  if (status === 0) return "The server does not answer.";
  if (status === 401 || status === 403) return "The server wants a password, or a better one.";
  if (status === 404) return "There is no such thing on this server.";
  return detail === "" ? `The server answered ${status}.` : detail;
}

interface RequestOptions {
  method?: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  body?: unknown;
  signal?: AbortSignal;
  /** Keeps the digits of people's JSON in the answer: for what is shown as theirs, or changed and sent back. */
  isExact?: boolean;
}

/** The answer's JSON, trusted to have the shape of its schema in `core/wire`; throws `ApiError`. */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const { method = "GET", body, signal, isExact = false } = options;
  const response = await send(path, {
    method,
    headers: { ...authorization(), ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (response.status === 401) wantPassword();
  if (!response.ok) throw new ApiError(response.status, `${method} ${path}`, await readDetail(response));
  const text = await response.text();
  if (text === "") return null as T;
  return (isExact ? readExact(text) : JSON.parse(text)) as T;
}

/** Whether the server takes this password. */
export async function checkPassword(secret: string): Promise<boolean> {
  const response = await send("/admin/version", { headers: authorization(secret) });
  return response.ok;
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(`/api${path}`, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError(0, `${init.method ?? "GET"} ${path}`, String(error));
  }
}

/** Prefect's error bodies carry `detail` (text) or `exception_detail` (a list of what is wrong where). */
async function readDetail(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== "object" || body === null) return text;
    if ("detail" in body && typeof body.detail === "string") return body.detail;
    if ("exception_detail" in body) return problemsInWords(body.exception_detail);
    if ("exception_message" in body && typeof body.exception_message === "string") return body.exception_message;
    return text;
  } catch {
    return text.slice(0, 500);
  }
}

/** `schedules.0.cron: Invalid cron string`, one line for each thing that is wrong. */
function problemsInWords(detail: unknown): string {
  if (!Array.isArray(detail)) return JSON.stringify(detail);
  const lines = detail.map((problem: unknown) => {
    const { loc, msg } = Object(problem) as { loc?: unknown; msg?: unknown };
    const place = Array.isArray(loc) ? loc.filter((part) => part !== "body").join(".") : "";
    const message = String(msg).replace(/^Value error, /, "");
    return place === "" ? message : `${place}: ${message}`;
  });
  return [...new Set(lines)].join("\n");
}
