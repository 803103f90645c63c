import { KEEPS_FILES, type BundledBlock } from "../bundled-block.ts";
import { any, flag, mapping, nested, optional, secret, shape, text } from "../field.ts";

const clientParameters = optional(
  shape("Options of the clients that are made with these credentials.", "AwsClientParameters", {
    api_version: optional(text("Version of the service's API; the newest when not given.")),
    use_ssl: flag("Speak TLS with the service.", true),
    verify: any(
      "Check the server's certificate: yes, no, or by this file of authorities.",
      { anyOf: [{ type: "boolean" }, { type: "string", format: "file-path" }] },
      true,
    ),
    verify_cert_path: optional(text("File of certificate authorities to trust.")),
    endpoint_url: optional(text("Address of the service when it is not Amazon's own.")),
    config: optional(mapping("Options of botocore's Config.")),
  }),
);

export const awsBlocks: readonly BundledBlock[] = [
  {
    slug: "aws-credentials",
    name: "AWS Credentials",
    title: "AwsCredentials",
    collection: "prefect-aws",
    words: "Signs in to AWS.",
    fields: {
      aws_access_key_id: optional(text("Id of an access key.")),
      aws_secret_access_key: optional(secret("The secret that belongs to the access key.")),
      aws_session_token: optional(text("Session token that goes with temporary keys.")),
      profile_name: optional(text("Profile of the local AWS configuration to use.")),
      region_name: optional(text("Region of the service.")),
      aws_client_parameters: clientParameters,
    },
  },
  {
    slug: "aws-secret",
    name: "AWS Secret",
    title: "AwsSecret",
    collection: "prefect-aws",
    words: "Reads and writes a secret of AWS Secrets Manager.",
    fields: {
      aws_credentials: nested("How to sign in to AWS.", "aws-credentials"),
      secret_name: text("Name of the secret in the manager."),
    },
  },
  {
    slug: "lambda-function",
    name: "Lambda Function",
    title: "LambdaFunction",
    collection: "prefect-aws",
    words: "Invokes a function of AWS Lambda.",
    fields: {
      function_name: text("Name or ARN of the function."),
      qualifier: optional(text("Version or alias of the function; the latest when not given.")),
      aws_credentials: optional(nested("How to sign in to AWS.", "aws-credentials")),
    },
  },
  {
    slug: "minio-credentials",
    name: "MinIO Credentials",
    title: "MinIOCredentials",
    collection: "prefect-aws",
    words: "Signs in to a MinIO server.",
    fields: {
      minio_root_user: text("User who may do everything."),
      minio_root_password: secret("Password of that user."),
      region_name: optional(text("Region of the service.")),
      aws_client_parameters: clientParameters,
    },
  },
  {
    slug: "s3-bucket",
    name: "S3 Bucket",
    title: "S3Bucket",
    collection: "prefect-aws",
    words: "Stores files, results among them, in a bucket of S3 or a store that speaks like it.",
    capabilities: KEEPS_FILES,
    fields: {
      bucket_name: text("Name of the bucket."),
      credentials: optional(nested("How to sign in.", "minio-credentials", "aws-credentials")),
      bucket_folder: text("Folder in the bucket that paths are below.", ""),
    },
  },
];
