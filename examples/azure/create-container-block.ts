/** Saves credentials, then a container with them: whoever knows the names loads them, in TypeScript or Python. */
import { AzureBlobStorageContainer } from "@tutti/azure/azure-blob-storage-container";
import { AzureBlobStorageCredentials } from "@tutti/azure/azure-blob-storage-credentials";

const { AZURE_STORAGE_CONNECTION_STRING, ACCOUNT_URL = "", CONTAINER = "trips" } = process.env;

const credentials = new AzureBlobStorageCredentials(
  AZURE_STORAGE_CONNECTION_STRING === undefined
    ? { accountUrl: ACCOUNT_URL }
    : { connectionString: AZURE_STORAGE_CONNECTION_STRING },
);
await credentials.save("my-azure", { overwrite: true });

const container = new AzureBlobStorageContainer({ containerName: CONTAINER, credentials });
await container.save("container-example", { overwrite: true });
console.log(
  `Saved azure-blob-storage-credentials/my-azure and azure-blob-storage-container/container-example (${CONTAINER}).`,
);
