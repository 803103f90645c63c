/** Lists a folder of the bucket that `create-gcs-bucket-block.ts` saved, and leaves a report of it. */
import { GcsBucket } from "@tutti/gcp/gcs-bucket";
import { artifact, flow, task } from "tutti";

const measure = task({ retries: 3, retryDelaySeconds: 2 }, async function measure(folder: string) {
  const bucket = await GcsBucket.load("gcs-bucket-example");
  return (await bucket.listBlobs(folder)).map(({ name, size }) => ({ name, size: Number(size) }));
});

export const summariseBucket = flow(
  { resultStorage: "gcs-bucket/gcs-bucket-example", resultSerializer: "json" },
  async function summariseBucket({ folder = "data" }: { folder?: string } = {}) {
    const files = await measure(folder);
    const rows = files.map(({ name, size }) => `| ${name} | ${size} |`);
    const markdown = ["| file | bytes |", "|---|---|", ...rows].join("\n");
    await artifact.markdown({ key: "bucket-report", markdown });
    return { files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
  },
);

if (import.meta.main) console.log(await summariseBucket());
