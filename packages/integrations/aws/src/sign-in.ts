import type { AwsCredentials } from "./aws-credentials.ts";
import { clientOptions, type ClientOptions } from "./client-parameters.ts";
import type { MinioCredentials } from "./minio-credentials.ts";

// How credentials become what the AWS SDK is made with. What signs in by profiles and roles is loaded when it is needed.

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

type CredentialSource = Keys | (() => Promise<Keys>);

export interface SignIn extends ClientOptions {
  readonly region?: string;
  readonly credentials?: CredentialSource;
}

const REGION_OF_NO_MATTER = "us-east-1";

/** What every client of these credentials is made with. */
export async function signIn(credentials: AwsCredentials | MinioCredentials): Promise<SignIn> {
  const options = clientOptions(credentials.awsClientParameters);
  const region = credentials.regionName ?? (options.endpoint === undefined ? undefined : REGION_OF_NO_MATTER);
  const source = "minioRootUser" in credentials ? minioKeys(credentials) : await awsSource(credentials, region);
  return {
    ...options,
    ...(region === undefined ? {} : { region }),
    ...(source === undefined ? {} : { credentials: source }),
  };
}

function minioKeys({ minioRootUser, minioRootPassword }: MinioCredentials): Keys {
  return { accessKeyId: minioRootUser, secretAccessKey: minioRootPassword.get() };
}

async function awsSource(
  credentials: AwsCredentials,
  region: string | undefined,
): Promise<CredentialSource | undefined> {
  const own = ownKeys(credentials) ?? (await profileKeys(credentials));
  const { assumeRoleArn } = credentials;
  if (assumeRoleArn === undefined) return own;
  const { fromTemporaryCredentials } = await import("@aws-sdk/credential-providers");
  const { roleSessionName, durationSeconds, externalId, policy, serialNumber, tokenCode } =
    credentials.assumeRoleKwargs;
  const { endpoint } = clientOptions(credentials.awsClientParameters);
  const params = {
    RoleArn: assumeRoleArn,
    RoleSessionName: roleSessionName ?? "tutti",
    DurationSeconds: durationSeconds,
    ExternalId: externalId,
    Policy: policy,
    SerialNumber: serialNumber,
    TokenCode: tokenCode,
  };
  return fromTemporaryCredentials({
    params,
    ...(own === undefined ? {} : { masterCredentials: own }),
    clientConfig: {
      ...(region === undefined ? {} : { region }),
      // A stand-in for AWS answers for its STS, too.
      ...(endpoint === undefined ? {} : { endpoint }),
    },
  });
}

function ownKeys({ awsAccessKeyId, awsSecretAccessKey, awsSessionToken }: AwsCredentials): Keys | undefined {
  if (awsAccessKeyId === undefined || awsSecretAccessKey === undefined) return undefined;
  return {
    accessKeyId: awsAccessKeyId,
    secretAccessKey: awsSecretAccessKey.get(),
    ...(awsSessionToken === undefined ? {} : { sessionToken: awsSessionToken.get() }),
  };
}

async function profileKeys({ profileName }: AwsCredentials): Promise<CredentialSource | undefined> {
  if (profileName === undefined) return undefined;
  const { fromNodeProviderChain } = await import("@aws-sdk/credential-providers");
  return fromNodeProviderChain({ profile: profileName });
}
