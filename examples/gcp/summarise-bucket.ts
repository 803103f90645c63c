/** Downloads a folder of the bucket that `create-gcs-bucket-block.ts` saved, and leaves a report of it. */
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { GcsBucket } from "@tutti/gcp/gcs-bucket";
import { artifact, flow, task } from "tutti";

const measure = task({ retries: 3, retryDelaySeconds: 2 }, async function measure(folder: string) {
  const bucket = await GcsBucket.load("gcs-bucket-example");
  const place = await mkdtemp(join(tmpdir(), "summarise-bucket-"));
  try {
    const path = await bucket.downloadFolderToPath(folder, place);
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    return await Promise.all(
      files.sort().map(async (file) => ({ name: relative(path, file), size: (await stat(file)).size })),
    );
  } finally {
    await rm(place, { recursive: true });
  }
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
