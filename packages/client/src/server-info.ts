/** Whose server it is: Tutti says so in the header `x-tutti-version`, any other answer is Prefect's. */
export interface ServerInfo {
  readonly kind: "tutti" | "prefect";
  readonly version: string;
}

/** The version of Prefect's API this client speaks, sent as `X-PREFECT-API-VERSION`. */
export const API_VERSION = "0.8.4";
export const CLIENT_VERSION = "0.1.0";

/** What a server of another major version is told apart by: Prefect 3, or this client's own major. */
export function expectedMajor(info: ServerInfo): string {
  return info.kind === "tutti" ? majorOf(CLIENT_VERSION) : "3";
}

export function majorOf(version: string): string {
  return /^\d+/.exec(version)?.[0] ?? version;
}
