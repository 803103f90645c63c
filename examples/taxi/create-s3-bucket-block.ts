import { AwsCredentials } from "@tutti/aws/aws-credentials";
import { S3Bucket } from "@tutti/aws/s3-bucket";

// Saves two blocks, so that flows name a bucket and no secrets: credentials, then the bucket that uses them.
//
// AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY say who signs in, TAXI_BUCKET where the data is, AWS_ENDPOINT_URL which
// store that speaks like S3 is meant when it is not AWS's own.

const {
  AWS_ACCESS_KEY_ID,
  AWS_SECRET_ACCESS_KEY,
  AWS_REGION,
  AWS_ENDPOINT_URL,
  TAXI_BUCKET = "taxi-trips",
} = process.env;

const credentials = new AwsCredentials({
  awsAccessKeyId: AWS_ACCESS_KEY_ID,
  awsSecretAccessKey: AWS_SECRET_ACCESS_KEY,
  regionName: AWS_REGION ?? "eu-central-1",
  awsClientParameters: AWS_ENDPOINT_URL === undefined ? {} : { endpointUrl: AWS_ENDPOINT_URL },
});
await credentials.save("taxi-credentials", { overwrite: true });

const bucket = new S3Bucket({
  bucketName: TAXI_BUCKET,
  credentials: await AwsCredentials.load("taxi-credentials"),
});
await bucket.save("taxi-bucket", { overwrite: true });
console.log("Saved aws-credentials/taxi-credentials and s3-bucket/taxi-bucket");
