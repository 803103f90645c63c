import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { ECSClient, ListClustersCommand } from "@aws-sdk/client-ecs";
import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { fixedAddress } from "@tutti/client/api-address";
import { ApiClient } from "@tutti/client/http";
import { filterLogs } from "@tutti/client/logs";
import { disconnect } from "@tutti/sdk/connection";
import { afterEach, expect, test, vi } from "vitest";
import { withTestServer } from "@tutti/sdk/test-server";
import { loadBlock } from "@tutti/sdk/blocks/load-block";
import { flow } from "@tutti/sdk/flow";
import { task } from "@tutti/sdk/task";
import { AwsSecret } from "../src/aws-secret.ts";
import { MinioCredentials } from "../src/minio-credentials.ts";
import { S3Bucket } from "../src/s3-bucket.ts";
import { AwsForTests } from "./support/aws.ts";

const aws = new AwsForTests();

afterEach(() => void vi.unstubAllEnvs());

test("a secret is made, changed, read and deleted", async () => {
  const secret = new AwsSecret({ awsCredentials: aws.credentials, secretName: "database/password" });
  await expect(secret.readSecret()).rejects.toMatchObject({ code: "missing_file" });
  const arn = await secret.writeSecret(Buffer.from("first"));
  expect(arn).toMatch(/^arn:aws:secretsmanager:eu-central-1:\d+:secret:database\/password/);
  expect(Buffer.from(await secret.readSecret()).toString()).toBe("first");
  expect(await secret.writeSecret(Buffer.from("second"))).toBe(arn);
  expect(Buffer.from(await secret.readSecret({ versionStage: "AWSPREVIOUS" })).toString()).toBe("first");
  await expect(secret.deleteSecret({ recoveryWindowInDays: 3 })).rejects.toThrow("must be from 7 to 30");
  expect(await secret.deleteSecret({ forceDeleteWithoutRecovery: true })).toBe(arn);
  await expect(secret.readSecret()).rejects.toMatchObject({ code: "missing_file" });
});

test("that there was nothing to go up or to come down is said in the run's log", async () => {
  const bucket = await aws.bucket("nothing", "base");
  const empty = join(aws.folder, "empty");
  await mkdir(empty);
  vi.stubEnv("TUTTI_LOGGING_LEVEL", "WARNING");
  await withTestServer(async ({ url }) => {
    const copying = flow(async function copying() {
      await bucket.uploadFromFolder(empty, "there");
      return bucket.downloadFolderToPath("here", empty);
    });
    expect(await copying()).toBe(empty);
    await disconnect();
    const logs = await filterLogs(new ApiClient({ locate: fixedAddress(url) }), { logs: { level: { ge_: 30 } } });
    expect(logs.map(({ message }) => message)).toEqual([
      `No files were uploaded: there are none in ${empty}`,
      "No files were downloaded: there are none below base/here",
    ]);
  });
});

test("credentials make AWS' own clients, for what no block does", async () => {
  await aws.bucket("clients");
  const minio = new MinioCredentials({
    minioRootUser: "root",
    minioRootPassword: "p",
    awsClientParameters: { endpointUrl: aws.url },
  });
  for (const credentials of [aws.credentials, minio]) {
    const s3 = await credentials.getS3Client();
    const { Buckets = [] } = await s3.send(new ListBucketsCommand());
    expect(Buckets.map(({ Name }) => Name)).toContain("clients");
    s3.destroy();
    const ecs = new ECSClient(await credentials.clientOptions());
    expect((await ecs.send(new ListClustersCommand())).clusterArns).toEqual([]);
    ecs.destroy();
  }
});

test("credentials and bucket are saved, loaded, and keep the results of flows", async () => {
  const bucket = await aws.bucket("results", "runs");
  await withTestServer(async () => {
    await aws.credentials.save("aws");
    const saved = await loadBlock<S3Bucket>("aws-credentials/aws");
    expect(saved).toEqual(aws.credentials);
    await bucket.save("results");
    const loaded = await loadBlock<S3Bucket>("s3-bucket/results");
    expect(loaded).toBeInstanceOf(S3Bucket);
    expect(loaded.credentials).toEqual(aws.credentials);
    const summed = task({ resultStorageKey: "sum-{parameters.month}.json" }, async function summed(month: string) {
      return { month, sum: 10n };
    });
    const run = flow({ resultStorage: "s3-bucket/results", resultSerializer: "tutti" }, async function summing() {
      return summed("2021-01");
    });
    expect(await run()).toEqual({ month: "2021-01", sum: 10n });
    const keys = (await bucket.listObjects()).map(({ Key }) => Key);
    expect(keys).toHaveLength(2);
    expect(keys).toContain("runs/sum-2021-01.json");
  });
});
