/** Saves credentials, then a bucket with them: whoever knows the names loads them, in TypeScript or Python. */
import { AwsCredentials } from "@tutti/aws/aws-credentials";
import { S3Bucket } from "@tutti/aws/s3-bucket";

const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_ENDPOINT_URL, BUCKET = "trips" } = process.env;

const credentials = new AwsCredentials({
  ...(AWS_ACCESS_KEY_ID === undefined ? {} : { awsAccessKeyId: AWS_ACCESS_KEY_ID }),
  ...(AWS_SECRET_ACCESS_KEY === undefined ? {} : { awsSecretAccessKey: AWS_SECRET_ACCESS_KEY }),
  ...(AWS_REGION === undefined ? {} : { regionName: AWS_REGION }),
  ...(AWS_ENDPOINT_URL === undefined ? {} : { awsClientParameters: { endpointUrl: AWS_ENDPOINT_URL } }),
});
await credentials.save("my-aws", { overwrite: true });

const bucket = new S3Bucket({ bucketName: BUCKET, credentials });
await bucket.save("s3-bucket-example", { overwrite: true });
console.log(`Saved aws-credentials/my-aws and s3-bucket/s3-bucket-example (${BUCKET}).`);
