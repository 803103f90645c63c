import { TuttiError } from "@tutti/core/errors";
import { VERSION_HEADER } from "@tutti/core/wire/local-server";
import type { Reply } from "./http-exchange.ts";
import { ResponseError } from "./response-error.ts";
import { CLIENT_VERSION } from "./versions.ts";

/** Whose server it is: Tutti says so in the header `x-tutti-version`, any other answer is Prefect's. */
export interface ServerInfo {
  readonly kind: "tutti" | "prefect";
  readonly version: string;
}

/** What a server of another major version is told apart by: Prefect 3, or this client's own major. */
export function expectedMajor(info: ServerInfo): string {
  return info.kind === "tutti" ? majorOf(CLIENT_VERSION) : "3";
}

export function majorOf(version: string): string {
  return /^\d+/.exec(version)?.[0] ?? version;
}

/** Whose server gave this answer to `GET /admin/version`; null for one that is neither's. */
export function serverInfoOf({ headers, text }: Reply): ServerInfo | null {
  const own = headers[VERSION_HEADER];
  if (typeof own === "string") return { kind: "tutti", version: own };
  const version = /^\s*"(\d+\.[^"]*)"\s*$/.exec(text)?.[1];
  return version === undefined ? null : { kind: "prefect", version };
}

/** What the refusal of `GET /admin/version` means at this address. */
export function refusedContact(url: string, error: unknown): unknown {
  if (!(error instanceof ResponseError)) return error;
  if (error.status === 401) return new TuttiError("unauthorized", `${url} asks for a password`, { cause: error });
  return error.status < 500 ? noApiAt(url, error.status) : error;
}

/** Something answers at this address, but not the API. */
export function noApiAt(url: string, status: number): TuttiError {
  const hint = new URL(url).pathname === "/" ? `; most likely it is at ${url}/api` : "";
  return new TuttiError("foreign_server", `${url}/admin/version was answered ${status}${hint}`);
}
