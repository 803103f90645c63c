import { type ApiAddress, authorization, fixedAddress } from "@tutti/client/api-address";
import { readApiSettings } from "@tutti/client/api-settings";
import { findLocalServer } from "@tutti/client/discovery";
import { ownUiUrl } from "@tutti/client/ui-address";
import { TuttiError } from "@tutti/core/errors";
import { VERSION_HEADER } from "@tutti/core/wire/local-server";
import type { Environment } from "@tutti/core/settings/read-settings";

const ANSWER_WITHIN_MS = 10_000;

/** What answers at an address. */
export interface ServerProbe {
  readonly apiUrl: string;
  readonly dashboardUrl: string;
  readonly kind: "tutti" | "prefect";
  readonly version: string;
  /** Known for the local server only. */
  readonly pid: number | null;
}

/**
 * Asks the configured server, else the local one, who it is; once and without waiting. Throws `missing_server`,
 * `unreachable_server` and `unauthorized`.
 */
export async function probeServer(settings: Environment, home: string): Promise<ServerProbe> {
  const { url, authString, uiUrl } = readApiSettings(settings);
  if (url !== null) return probe(await fixedAddress(url, authString, uiUrl)(null), null);
  const local = await findLocalServer(home);
  if (local === null) throw new TuttiError("missing_server", `none is running for ${home}`);
  return probe({ url: local.api_url, authString, uiUrl }, local.pid);
}

async function probe(address: ApiAddress, pid: number | null): Promise<ServerProbe> {
  const response = await ask(address);
  if (response.status === 401) throw new TuttiError("unauthorized", `${address.url} asks for a password`);
  const version = response.headers.get(VERSION_HEADER);
  const body = await response.text();
  if (!response.ok) throw new TuttiError("unreachable_server", `${address.url} answered ${response.status}`);
  const kind = version === null ? "prefect" : "tutti";
  return {
    apiUrl: address.url,
    dashboardUrl: address.uiUrl ?? ownUiUrl(address.url, kind),
    kind,
    version: version ?? body.replaceAll('"', ""),
    pid,
  };
}

async function ask(address: ApiAddress): Promise<Response> {
  const credentials = authorization(address);
  try {
    return await fetch(`${address.url}/admin/version`, {
      headers: credentials === null ? {} : { authorization: credentials },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new TuttiError("unreachable_server", `${address.url} (${cause})`, { cause: error });
  }
}
