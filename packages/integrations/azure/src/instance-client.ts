import type { ContainerInstanceManagementClient } from "@azure/arm-containerinstance";
import { blockFromData } from "@tutti/sdk/blocks/revive-block";
import { AzureContainerInstanceCredentials } from "./azure-container-instance-credentials.ts";
import { credentialOptions } from "./credential-options.ts";
import type { InstancePlace } from "./instance-job.ts";
import { tokenCredential } from "./token-credential.ts";

/** Where Azure's resources are managed; another cloud's address, or a stand-in's, is named by this variable. */
const ENDPOINT = "AZURE_RESOURCE_MANAGER_ENDPOINT";
const PUBLIC = "https://management.azure.com";

export interface InstanceClient {
  readonly client: ContainerInstanceManagementClient;
  readonly endpoint: string;
}

/** A client of the subscription. Azure's SDK is loaded here. Throws `invalid_block` for credentials that are none. */
export async function instanceClient(
  { subscriptionId, credentials }: InstancePlace,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<InstanceClient> {
  const endpoint = (environment[ENDPOINT] || PUBLIC).replace(/\/+$/, "");
  const block = blockFromData(AzureContainerInstanceCredentials, credentials ?? {}, null, new Map());
  const { clientId, tenantId, clientSecret, credentialKwargs } = block;
  const principal = { clientId, tenantId, clientSecret: clientSecret?.get() };
  const credential = await tokenCredential(principal, credentialOptions(credentialKwargs));
  const { ContainerInstanceManagementClient: Client } = await import("@azure/arm-containerinstance");
  return { client: new Client(credential, subscriptionId, { endpoint }), endpoint };
}
