/** A kind of store for the bundles of code that Prefect's workers and clients exchange, as Prefect's packages know it. */
export interface BundleStore {
  /** As people call it. */
  readonly title: string;
  readonly flag: string;
  /** The field of the step that says where in the store. */
  readonly place: string;
  readonly credentialsFlag: string;
  readonly credentialsField: string;
  readonly credentialsType: string;
  readonly module: string;
  /** The package that has the steps. */
  readonly requires: string;
  /** The block that results go to. */
  readonly resultBlock: {
    readonly type: string;
    readonly place: string;
    readonly credentials: string;
    readonly rest: Readonly<Record<string, string>>;
  };
}

// What stands on a pool that the command line of Prefect 3.8 configured, field by field.

const S3: BundleStore = {
  title: "S3",
  flag: "--bucket",
  place: "bucket",
  credentialsFlag: "--aws-credentials-block-name",
  credentialsField: "aws_credentials_block_name",
  credentialsType: "aws-credentials",
  module: "prefect_aws.experimental.bundles",
  requires: "prefect-aws",
  resultBlock: {
    type: "s3-bucket",
    place: "bucket_name",
    credentials: "credentials",
    rest: { bucket_folder: "results" },
  },
};

const GCS: BundleStore = {
  title: "GCS",
  flag: "--bucket",
  place: "bucket",
  credentialsFlag: "--gcp-credentials-block-name",
  credentialsField: "gcp_credentials_block_name",
  credentialsType: "gcp-credentials",
  module: "prefect_gcp.experimental.bundles",
  requires: "prefect-gcp",
  resultBlock: {
    type: "gcs-bucket",
    place: "bucket",
    credentials: "gcp_credentials",
    rest: { bucket_folder: "results" },
  },
};

const AZURE: BundleStore = {
  title: "Azure Blob Storage",
  flag: "--container",
  place: "container",
  credentialsFlag: "--azure-blob-storage-credentials-block-name",
  credentialsField: "azure_blob_storage_credentials_block_name",
  credentialsType: "azure-blob-storage-credentials",
  module: "prefect_azure.experimental.bundles",
  requires: "prefect-azure",
  resultBlock: { type: "azure-blob-storage-container", place: "container_name", credentials: "credentials", rest: {} },
};

export const BUNDLE_STORES = { s3: S3, gcs: GCS, azure: AZURE } as const;
export type BundleStoreName = keyof typeof BUNDLE_STORES;
