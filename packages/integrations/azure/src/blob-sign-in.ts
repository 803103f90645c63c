import type { BlobServiceClient, StoragePipelineOptions } from "@azure/storage-blob";
import { TuttiError } from "@tutti/core/errors";
import type { AzureBlobStorageCredentials } from "./azure-blob-storage-credentials.ts";
import { tokenCredential } from "./token-credential.ts";

/** The SDK's own would let two minutes go by before a server that is not there is said to be none. */
const OPTIONS: StoragePipelineOptions = {
  retryOptions: { maxTries: 4, retryDelayInMs: 400, maxRetryDelayInMs: 10_000 },
};

/** A client of the account that the credentials sign in to. Azure's SDK is loaded here. */
export async function signInToBlobs(credentials: AzureBlobStorageCredentials): Promise<BlobServiceClient> {
  const { BlobServiceClient: Client } = await import("@azure/storage-blob");
  const { connectionString, accountUrl = "", clientId, tenantId, clientSecret } = credentials;
  if (connectionString === undefined) {
    const secret = clientSecret?.get();
    return new Client(accountUrl, await tokenCredential({ clientId, tenantId, clientSecret: secret }), OPTIONS);
  }
  try {
    return Client.fromConnectionString(connectionString.get(), OPTIONS);
  } catch {
    // What the SDK says of it may quote it.
    throw new TuttiError(
      "invalid_block",
      "azure-blob-storage-credentials: the connectionString cannot be read; copy it from the account's access keys",
    );
  }
}
