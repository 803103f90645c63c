import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { S3Bucket } from "@tutti/aws/s3-bucket";
import { flow, task } from "tutti";
import { mainFlow } from "./orchestrate.ts";
import { runMain } from "./src/run-main.ts";

/** Which months to take from the bucket, as names in its folder `data`. */
export interface Months {
  readonly train?: string;
  readonly validation?: string;
}

/** Brings the months of the bucket `s3-bucket/taxi-bucket` to this machine. */
const fetchMonths = task(
  { retries: 3, retryDelaySeconds: 2, persistResult: false },
  async function fetchMonths(folder: string) {
    const bucket = await S3Bucket.load("taxi-bucket");
    return bucket.downloadFolderToPath("data", folder);
  },
);

/** Trains and validates as `orchestrate.ts` does, on months that are kept in a bucket. */
export const mainFlowS3 = flow({ logPrints: true }, async function mainFlowS3(months: Months = {}) {
  const { train = "green-2021-01.parquet", validation = "green-2021-02.parquet" } = months;
  const folder = await mkdtemp(path.join(tmpdir(), "taxi-months-"));
  try {
    await fetchMonths(folder);
    return await mainFlow({ trainPath: path.join(folder, train), valPath: path.join(folder, validation) });
  } finally {
    await rm(folder, { recursive: true });
  }
});

if (import.meta.main) await runMain(() => mainFlowS3());
