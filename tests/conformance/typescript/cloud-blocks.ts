/**
 * The other half of `python/cloud_blocks.py`: `node cloud-blocks.ts save|load`. The last line printed is JSON.
 */
import { AwsCredentials } from "@tutti/aws/aws-credentials";
import { MinioCredentials } from "@tutti/aws/minio-credentials";
import { S3Bucket } from "@tutti/aws/s3-bucket";
import { AzureBlobStorageContainer } from "@tutti/azure/azure-blob-storage-container";
import { AzureBlobStorageCredentials } from "@tutti/azure/azure-blob-storage-credentials";
import { AzureContainerInstanceCredentials } from "@tutti/azure/azure-container-instance-credentials";
import { AzureCosmosDbCredentials } from "@tutti/azure/azure-cosmos-db-credentials";
import { AzureMlCredentials } from "@tutti/azure/azure-ml-credentials";
import { GcpCredentials } from "@tutti/gcp/gcp-credentials";
import { GcsBucket } from "@tutti/gcp/gcs-bucket";
import { loadBlock } from "tutti";

const principal = { clientId: "c", tenantId: "t", clientSecret: "ts-secret" };

async function save(): Promise<null> {
  const aws = new AwsCredentials({
    awsAccessKeyId: "ts-id",
    awsSecretAccessKey: "ts-secret",
    regionName: "eu-west-1",
    awsClientParameters: { endpointUrl: "http://s3.example:9000", useSsl: false },
  });
  await aws.save("ts-aws");
  await new S3Bucket({ bucketName: "trips", credentials: aws, bucketFolder: "2021" }).save("ts-bucket");
  const minio = new MinioCredentials({ minioRootUser: "ts-id", minioRootPassword: "ts-secret" });
  await new S3Bucket({ bucketName: "trips", credentials: minio }).save("ts-minio");
  await saveAzure();
  const key = { type: "service_account", client_email: "ts@example.com", private_key: "ts-secret" };
  const gcpCredentials = new GcpCredentials({ serviceAccountInfo: key, project: "zoo" });
  await gcpCredentials.save("ts-google");
  await new GcsBucket({ bucket: "trips", bucketFolder: "2021", gcpCredentials }).save("ts-gcs");
  return null;
}

async function saveAzure(): Promise<void> {
  const credentials = new AzureBlobStorageCredentials({ connectionString: "ts-secret" });
  await credentials.save("ts-azure");
  await new AzureBlobStorageContainer({ containerName: "trips", baseFolder: "2021", credentials }).save("ts-container");
  const loose = new AzureBlobStorageCredentials({ accountUrl: "https://a.example/", ...principal });
  await new AzureBlobStorageContainer({ containerName: "loose", credentials: loose }).save("ts-loose");
  const credentialKwargs = { authority: "login.example" };
  await new AzureContainerInstanceCredentials({ ...principal, credentialKwargs }).save("ts-aci");
  await new AzureCosmosDbCredentials({ connectionString: "ts-secret" }).save("ts-cosmos");
  await new AzureMlCredentials({
    tenantId: "t",
    servicePrincipalId: "c",
    servicePrincipalPassword: "ts-secret",
    subscriptionId: "s",
    resourceGroup: "g",
    workspaceName: "w",
  }).save("ts-ml");
}

async function load(): Promise<unknown> {
  const aws = await AwsCredentials.load("py-aws");
  const bucket = await loadBlock<S3Bucket>("s3-bucket/py-bucket");
  const { endpointUrl, useSsl } = bucket.credentials.awsClientParameters;
  const minio = (await S3Bucket.load("py-minio")).credentials;
  const container = await AzureBlobStorageContainer.load("py-container");
  const { credentials: loose } = await loadBlock<AzureBlobStorageContainer>("azure-blob-storage-container/py-loose");
  const aci = await AzureContainerInstanceCredentials.load("py-aci");
  const ml = await AzureMlCredentials.load("py-ml");
  const gcs = await GcsBucket.load("py-gcs");
  const key = gcs.gcpCredentials.serviceAccountInfo?.get() ?? {};
  return {
    aws: [aws.awsAccessKeyId, aws.awsSecretAccessKey?.get(), aws.regionName],
    s3: [bucket.bucketName, bucket.bucketFolder, endpointUrl, useSsl],
    minio: minio instanceof MinioCredentials ? [minio.minioRootUser, minio.minioRootPassword.get()] : null,
    container: [container.containerName, container.baseFolder, container.credentials.connectionString?.get()],
    loose: [loose.accountUrl, loose.clientId, loose.tenantId, loose.clientSecret?.get()],
    aci: [aci.clientId, aci.clientSecret?.get(), aci.credentialKwargs],
    cosmos: (await AzureCosmosDbCredentials.load("py-cosmos")).connectionString.get(),
    ml: [ml.tenantId, ml.servicePrincipalPassword.get(), ml.workspaceName],
    gcs: [gcs.bucket, gcs.bucketFolder, gcs.gcpCredentials.project, key["private_key"]],
  };
}

process.stdout.write(`\n${JSON.stringify(await (process.argv[2] === "save" ? save() : load()))}\n`);
