import type { BundledWorker } from "./bundled-worker.ts";
import { awsWorker } from "./workers/aws-worker.ts";
import { azureWorker } from "./workers/azure-worker.ts";
import { gcpWorkers } from "./workers/gcp-workers.ts";
import { localWorkers } from "./workers/local-workers.ts";

/** Every type of worker that there is a Python package for. */
export const bundledWorkers: readonly BundledWorker[] = [...localWorkers, awsWorker, azureWorker, ...gcpWorkers];
