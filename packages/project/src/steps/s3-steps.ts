import { loadIntegration } from "@tutti/client/load-integration";
import { z } from "zod";
import { filesToPush } from "./files-to-push.ts";
import { defineStep } from "./step.ts";

// The steps' work is done by `@tutti/aws`, which is loaded when a project has them.

const SPECIFIER = "@tutti/aws/deployment-steps";

interface S3Place {
  readonly bucket: string;
  readonly folder: string;
  readonly credentials?: Record<string, unknown> | undefined;
  readonly clientParameters?: Record<string, unknown> | undefined;
}

interface AwsSteps {
  pushToS3(place: S3Place, directory: string, files: readonly string[]): Promise<void>;
  pullFromS3(place: S3Place, directory: string): Promise<void>;
}

const place = {
  bucket: z.string().min(1),
  folder: z.string(),
  credentials: z.record(z.string(), z.unknown()).nullish(),
  client_parameters: z.record(z.string(), z.unknown()).nullish(),
};

/** The folder's files go to a folder of the bucket: all that `.tuttiignore` leaves, or the patterns of `ignore_file`. */
export const pushToS3 = defineStep({
  inputs: z.strictObject({ ...place, ignore_file: z.string().nullish() }),
  async run({ bucket, folder, credentials, client_parameters, ignore_file }, { directory, say }) {
    const files = await filesToPush(directory, ignore_file ?? null);
    await (await awsSteps()).pushToS3(placeOf({ bucket, folder, credentials, client_parameters }), directory, files);
    say(`${files.length} files are in s3://${bucket}/${folder}`);
    return { outputs: { bucket, folder } };
  },
});

/** What is in a folder of the bucket comes into the present folder. */
export const pullFromS3 = defineStep({
  inputs: z.strictObject(place),
  async run({ bucket, folder, credentials, client_parameters }, { directory }) {
    await (await awsSteps()).pullFromS3(placeOf({ bucket, folder, credentials, client_parameters }), directory);
    return { outputs: { bucket, folder, directory }, directory };
  },
});

function placeOf({ bucket, folder, credentials, client_parameters }: z.output<z.ZodObject<typeof place>>): S3Place {
  return { bucket, folder, credentials: credentials ?? undefined, clientParameters: client_parameters ?? undefined };
}

function awsSteps(): Promise<AwsSteps> {
  const specifier: string = SPECIFIER;
  return loadIntegration<AwsSteps>(SPECIFIER, () => import(specifier));
}
