import type { JsonObject } from "@tutti/core/json-object";
import { downloadFolder, uploadFiles } from "@tutti/sdk/blocks/object-folders";
import { blockFromData } from "@tutti/sdk/blocks/revive-block";
import { BucketObjects } from "./bucket-objects.ts";
import { GcpCredentials } from "./gcp-credentials.ts";

// What the steps push_to_gcs and pull_from_gcs do: `@tutti/project` has their inputs, and knows which files go along.

export interface GcsPlace {
  readonly bucket: string;
  readonly folder: string;
  /** Over that of the credentials. */
  readonly project?: string | null | undefined;
  /** The data of a block of credentials; without one Google's own ways of signing in. */
  readonly credentials?: JsonObject | null | undefined;
}

export async function pushToGcs(place: GcsPlace, directory: string, files: readonly string[]): Promise<void> {
  await uploadFiles(objectsOf(place), directory, place.folder, files);
}

export async function pullFromGcs(place: GcsPlace, directory: string): Promise<void> {
  await downloadFolder(objectsOf(place), place.folder, directory);
}

function objectsOf({ bucket, credentials, project }: GcsPlace): BucketObjects {
  const data = { ...credentials, ...(project === undefined || project === null ? {} : { project }) };
  const block = blockFromData(GcpCredentials, data, null, new Map());
  return new BucketObjects(bucket, block);
}
