import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateBucketCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll } from "vitest";
import { MotoServer } from "../../../../../tests/support/moto-server.ts";
import { AwsCredentials } from "../../src/aws-credentials.ts";
import { S3Bucket } from "../../src/s3-bucket.ts";

const KEYS = { accessKeyId: "test", secretAccessKey: "aws-canary" };

/** What stands in for AWS, and a folder of this machine; started and ended with the tests of a file. */
export class AwsForTests {
  #moto: MotoServer | null = null;
  folder = "";

  constructor() {
    beforeAll(async () => {
      process.env["TUTTI_LOGGING_LEVEL"] = "CRITICAL";
      this.folder = await mkdtemp(join(tmpdir(), "tutti-aws-"));
      this.#moto = await MotoServer.start();
    });
    afterAll(async () => {
      delete process.env["TUTTI_LOGGING_LEVEL"];
      await this.#moto?.stop();
      await rm(this.folder, { recursive: true });
    });
  }

  get url(): string {
    return this.#moto?.url ?? "";
  }

  get credentials(): AwsCredentials {
    return this.credentialsAt(this.url);
  }

  credentialsAt(endpointUrl: string): AwsCredentials {
    return new AwsCredentials({
      awsAccessKeyId: KEYS.accessKeyId,
      awsSecretAccessKey: KEYS.secretAccessKey,
      regionName: "eu-central-1",
      awsClientParameters: { endpointUrl },
    });
  }

  /** A bucket that is there. */
  async bucket(bucketName: string, bucketFolder = ""): Promise<S3Bucket> {
    await this.#asked((client) => client.send(new CreateBucketCommand({ Bucket: bucketName })));
    return new S3Bucket({ bucketName, bucketFolder, credentials: this.credentials });
  }

  /** Has a bucket keep what is written over. */
  async keepVersions(Bucket: string): Promise<void> {
    const VersioningConfiguration = { Status: "Enabled" } as const;
    await this.#asked((client) => client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration })));
  }

  /** The id of the one version of an object. */
  async versionOf(Bucket: string, Prefix: string): Promise<string> {
    const { Versions = [] } = await this.#asked((client) =>
      client.send(new ListObjectVersionsCommand({ Bucket, Prefix })),
    );
    return Versions[0]?.VersionId ?? "";
  }

  async #asked<T>(ask: (client: S3Client) => Promise<T>): Promise<T> {
    const client = new S3Client({ endpoint: this.url, region: "us-east-1", forcePathStyle: true, credentials: KEYS });
    try {
      return await ask(client);
    } finally {
      client.destroy();
    }
  }
}
