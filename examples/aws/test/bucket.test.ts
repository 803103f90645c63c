import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { AwsCredentials } from "@tutti/aws/aws-credentials";
import { S3Bucket } from "@tutti/aws/s3-bucket";
import { withTestServer } from "tutti";
import { expect, test } from "vitest";
import { MotoServer } from "../../../tests/support/moto-server.ts";

const run = promisify(execFile);

test("a bucket is saved by one program, and read and written by another", async () => {
  const moto = await MotoServer.start();
  try {
    await fetch(`${moto.url}/trips`, { method: "PUT" });
    const credentials = new AwsCredentials({
      awsAccessKeyId: "test",
      awsSecretAccessKey: "test",
      awsClientParameters: { endpointUrl: moto.url },
    });
    const bucket = new S3Bucket({ bucketName: "trips", credentials });
    await bucket.writePath("data/one.csv", Buffer.from("12345"));
    await bucket.writePath("data/2021/two.csv", Buffer.from("123"));
    await withTestServer(async ({ url, home }) => {
      const aws = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test", AWS_ENDPOINT_URL: moto.url };
      const env = { PATH: process.env["PATH"], HOME: home, TUTTI_HOME: home, TUTTI_API_URL: url, ...aws };
      const program = (name: string) => run(process.execPath, [join(import.meta.dirname, "..", name)], { env });
      expect((await program("create-s3-bucket-block.ts")).stdout).toContain("Saved aws-credentials/my-aws");
      expect((await program("summarise-bucket.ts")).stdout).toContain("{ files: 2, bytes: 8 }");
    });
    const kept = (await bucket.listObjects()).filter(({ Key }) => Key?.startsWith("data/") === false);
    expect(kept).toHaveLength(2);
  } finally {
    await moto.stop();
  }
});
