import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import { downloadFolder, uploadFiles } from "@tutti/sdk/blocks/object-folders";
import { blockFromData } from "@tutti/sdk/blocks/revive-block";
import { AwsCredentials } from "./aws-credentials.ts";
import { BucketObjects } from "./bucket-objects.ts";
import { MinioCredentials } from "./minio-credentials.ts";

// What the steps push_to_s3 and pull_from_s3 do: `@tutti/project` has their inputs, and knows which files go along.

export interface S3Place {
  readonly bucket: string;
  readonly folder: string;
  /** The data of a block of AWS or MinIO credentials; without one AWS' own ways of signing in. */
  readonly credentials?: JsonObject | undefined;
  /** Over those of the credentials. */
  readonly clientParameters?: JsonObject | undefined;
}

export async function pushToS3(place: S3Place, directory: string, files: readonly string[]): Promise<void> {
  await uploadFiles(objectsOf(place), directory, place.folder, files);
}

export async function pullFromS3(place: S3Place, directory: string): Promise<void> {
  await downloadFolder(objectsOf(place), place.folder, directory);
}

function objectsOf({ bucket, credentials = {}, clientParameters = {} }: S3Place): BucketObjects {
  const own = credentials["aws_client_parameters"];
  const { region_name: region, ...parameters } = clientParameters;
  const data = {
    ...credentials,
    ...(region === undefined ? {} : { region_name: region }),
    aws_client_parameters: { ...(isJsonObject(own) ? own : {}), ...parameters },
  };
  const isMinio = Object.hasOwn(credentials, "minio_root_user");
  const block = blockFromData(isMinio ? MinioCredentials : AwsCredentials, data, null, new Map());
  return new BucketObjects(bucket, block);
}
