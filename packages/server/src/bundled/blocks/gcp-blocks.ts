import { KEEPS_FILES, type BundledBlock } from "../bundled-block.ts";
import { integer, nested, optional, secrets, text } from "../field.ts";

export const gcpBlocks: readonly BundledBlock[] = [
  {
    slug: "bigquery-warehouse",
    name: "BigQuery Warehouse",
    title: "BigQueryWarehouse",
    collection: "prefect-gcp",
    words: "Queries BigQuery.",
    fields: {
      gcp_credentials: nested("How to sign in to Google Cloud.", "gcp-credentials"),
      fetch_size: integer("Rows to fetch at a time.", 1),
    },
  },
  {
    slug: "gcp-credentials",
    name: "GCP Credentials",
    title: "GcpCredentials",
    collection: "prefect-gcp",
    words: "Signs in to Google Cloud.",
    fields: {
      service_account_file: optional(text("Path of a service account's key file.")),
      service_account_info: optional(secrets("Content of a service account's key file.")),
      project: optional(text("Project to use; that of the credentials when not given.")),
    },
  },
  {
    slug: "gcpsecret",
    name: "GcpSecret",
    title: "GcpSecret",
    collection: "prefect-gcp",
    words: "Reads and writes a secret of Google Cloud Secret Manager.",
    fields: {
      gcp_credentials: nested("How to sign in to Google Cloud.", "gcp-credentials"),
      secret_name: text("Name of the secret in the manager."),
      secret_version: text("Version of the secret.", "latest"),
    },
  },
  {
    slug: "gcs-bucket",
    name: "GCS Bucket",
    title: "GcsBucket",
    collection: "prefect-gcp",
    words: "Stores files, results among them, in a bucket of Google Cloud Storage.",
    capabilities: KEEPS_FILES,
    fields: {
      bucket: text("Name of the bucket."),
      gcp_credentials: optional(nested("How to sign in to Google Cloud.", "gcp-credentials")),
      bucket_folder: text("Folder in the bucket that paths are below.", ""),
    },
  },
];
