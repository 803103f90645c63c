import { loadIntegration } from "@tutti/client/load-integration";
import { z } from "zod";
import { filesToPush } from "./files-to-push.ts";
import { defineStep, type StepSurroundings } from "./step.ts";

// The steps' work is done by `@tutti/azure`, which is loaded when a project has them.

const SPECIFIER = "@tutti/azure/deployment-steps";
/** Where Azure's own command line looks, too. */
const CONNECTION = "AZURE_STORAGE_CONNECTION_STRING";

const place = z.strictObject({
  container: z.string().min(1),
  folder: z.string(),
  credentials: z.record(z.string(), z.unknown()).nullish(),
});

type AzurePlace = z.output<typeof place>;

interface AzureSteps {
  pushToAzureBlobStorage(place: AzurePlace, directory: string, files: readonly string[]): Promise<void>;
  pullFromAzureBlobStorage(place: AzurePlace, directory: string): Promise<void>;
}

/** The folder's files go to a folder of the container: all that `.tuttiignore` leaves, or the patterns of `ignore_file`. */
export const pushToAzureBlobStorage = defineStep({
  inputs: place.extend({ ignore_file: z.string().nullish() }),
  async run({ ignore_file, ...to }, surroundings) {
    const { container, folder } = to;
    const { directory, say } = surroundings;
    const files = await filesToPush(directory, ignore_file ?? null);
    await (await azureSteps()).pushToAzureBlobStorage(signedIn(to, surroundings), directory, files);
    say(`${files.length} files are in folder ${folder} of the container ${container}`);
    return { outputs: { container, folder } };
  },
});

/** What is in a folder of the container comes into the present folder. */
export const pullFromAzureBlobStorage = defineStep({
  inputs: place,
  async run(from, surroundings) {
    const { container, folder } = from;
    const { directory } = surroundings;
    await (await azureSteps()).pullFromAzureBlobStorage(signedIn(from, surroundings), directory);
    return { outputs: { container, folder, directory }, directory };
  },
});

function signedIn(place: AzurePlace, { environment, keepSecret }: StepSurroundings): AzurePlace {
  const connection = environment[CONNECTION] ?? "";
  if (place.credentials !== undefined && place.credentials !== null) return place;
  if (connection === "") return place;
  keepSecret(connection);
  return { ...place, credentials: { connection_string: connection } };
}

function azureSteps(): Promise<AzureSteps> {
  const specifier: string = SPECIFIER;
  return loadIntegration<AzureSteps>(SPECIFIER, () => import(specifier));
}
