import type { ApiClient } from "./http.ts";

/**
 * Where people find the page at this path: at the address that the settings name, else at the server's own, where Tutti's
 * dashboard is below /dashboard and Prefect's at the root.
 */
export async function uiAddress(api: ApiClient, path = ""): Promise<string> {
  const [{ kind }, { url, uiUrl }] = await Promise.all([api.server(), api.address()]);
  return (uiUrl ?? ownUiUrl(url, kind)) + path;
}

/** Where a server's own pages are. */
export function ownUiUrl(apiUrl: string, kind: "tutti" | "prefect"): string {
  return apiUrl.replace(/\/api$/, "") + (kind === "tutti" ? "/dashboard" : "");
}
