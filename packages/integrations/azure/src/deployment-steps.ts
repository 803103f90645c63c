import type { JsonObject } from "@tutti/core/json-object";
import { TuttiError } from "@tutti/core/errors";
import { downloadFolder, uploadFiles } from "@tutti/sdk/blocks/object-folders";
import { blockFromData } from "@tutti/sdk/blocks/revive-block";
import { AzureBlobStorageCredentials } from "./azure-blob-storage-credentials.ts";
import { ContainerBlobs } from "./container-blobs.ts";

// What the steps push_to_azure_blob_storage and pull_from_azure_blob_storage do: `@tutti/project` has their inputs, and knows
// which files go along.

export interface AzurePlace {
  readonly container: string;
  readonly folder: string;
  /** The data of a block of credentials. */
  readonly credentials?: JsonObject | null | undefined;
}

export async function pushToAzureBlobStorage(
  place: AzurePlace,
  directory: string,
  files: readonly string[],
): Promise<void> {
  await uploadFiles(blobsOf(place), directory, place.folder, files);
}

export async function pullFromAzureBlobStorage(place: AzurePlace, directory: string): Promise<void> {
  await downloadFolder(blobsOf(place), place.folder, directory);
}

function blobsOf({ container, credentials }: AzurePlace): ContainerBlobs {
  if (credentials === undefined || credentials === null) {
    throw new TuttiError(
      "invalid_block",
      `nothing signs in to the container ${container}: give the step credentials, or set AZURE_STORAGE_CONNECTION_STRING`,
    );
  }
  // As for Prefect's steps, a connection string goes before all else.
  const connection = credentials["connection_string"] ?? null;
  const data = connection === null ? credentials : { connection_string: connection };
  const block = blockFromData(AzureBlobStorageCredentials, data, null, new Map());
  return new ContainerBlobs(container, block);
}
