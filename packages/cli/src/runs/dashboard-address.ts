import type { ApiClient } from "@tutti/client/http";

/** The dashboard of the server that the client speaks to: Tutti's is below /dashboard, Prefect's at the root. */
export async function dashboardUrl(api: ApiClient, path = ""): Promise<string> {
  const [{ kind }, { url }] = await Promise.all([api.server(), api.address()]);
  const origin = url.replace(/\/api$/, "");
  return `${origin}${kind === "tutti" ? "/dashboard" : ""}${path}`;
}
