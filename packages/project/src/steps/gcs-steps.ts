import { loadIntegration } from "@tutti/client/load-integration";
import { z } from "zod";
import { filesToPush } from "./files-to-push.ts";
import { defineStep } from "./step.ts";

// The steps' work is done by `@tutti/gcp`, which is loaded when a project has them.

const SPECIFIER = "@tutti/gcp/deployment-steps";

const place = z.strictObject({
  bucket: z.string().min(1),
  folder: z.string(),
  project: z.string().nullish(),
  credentials: z.record(z.string(), z.unknown()).nullish(),
});

type GcsPlace = z.output<typeof place>;

interface GcpSteps {
  pushToGcs(place: GcsPlace, directory: string, files: readonly string[]): Promise<void>;
  pullFromGcs(place: GcsPlace, directory: string): Promise<void>;
}

/** The folder's files go to a folder of the bucket: all that `.tuttiignore` leaves, or the patterns of `ignore_file`. */
export const pushToGcs = defineStep({
  inputs: place.extend({ ignore_file: z.string().nullish() }),
  async run({ ignore_file, ...to }, { directory, say }) {
    const { bucket, folder } = to;
    const files = await filesToPush(directory, ignore_file ?? null);
    await (await gcpSteps()).pushToGcs(to, directory, files);
    say(`${files.length} files are in gs://${bucket}/${folder}`);
    return { outputs: { bucket, folder } };
  },
});

/** What is in a folder of the bucket comes into the present folder. */
export const pullFromGcs = defineStep({
  inputs: place,
  async run(from, { directory }) {
    const { bucket, folder } = from;
    await (await gcpSteps()).pullFromGcs(from, directory);
    return { outputs: { bucket, folder, directory }, directory };
  },
});

function gcpSteps(): Promise<GcpSteps> {
  const specifier: string = SPECIFIER;
  return loadIntegration<GcpSteps>(SPECIFIER, () => import(specifier));
}
