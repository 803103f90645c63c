/** Saves credentials, then a bucket with them: whoever knows the names loads them, in TypeScript or Python. */
import { readFile } from "node:fs/promises";
import { GcpCredentials } from "@tutti/gcp/gcp-credentials";
import { GcsBucket } from "@tutti/gcp/gcs-bucket";

const { KEY_FILE, PROJECT, BUCKET = "trips" } = process.env;

const gcpCredentials = new GcpCredentials({
  ...(KEY_FILE === undefined ? {} : { serviceAccountInfo: await readFile(KEY_FILE, "utf8") }),
  ...(PROJECT === undefined ? {} : { project: PROJECT }),
});
await gcpCredentials.save("my-gcp", { overwrite: true });

const bucket = new GcsBucket({ bucket: BUCKET, gcpCredentials });
await bucket.save("gcs-bucket-example", { overwrite: true });
console.log(`Saved gcp-credentials/my-gcp and gcs-bucket/gcs-bucket-example (${BUCKET}).`);
