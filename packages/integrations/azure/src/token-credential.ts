import type { TokenCredential } from "@azure/identity";

/** A service principal; what is missing of it is for Azure's own ways of signing in. */
export interface Principal {
  readonly clientId?: string | undefined;
  readonly tenantId?: string | undefined;
  readonly clientSecret?: string | undefined;
}

/** What gets tokens: the service principal, or, without one, the environment, the machine's identity, who is signed in. */
export async function tokenCredential(
  { clientId, tenantId, clientSecret }: Principal,
  options: Readonly<Record<string, unknown>> = {},
): Promise<TokenCredential> {
  const { ClientSecretCredential, DefaultAzureCredential } = await import("@azure/identity");
  if (clientId === undefined || tenantId === undefined || clientSecret === undefined) {
    return new DefaultAzureCredential(options);
  }
  return new ClientSecretCredential(tenantId, clientId, clientSecret, options);
}
