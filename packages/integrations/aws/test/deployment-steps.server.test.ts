import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runSteps, type StepsContext } from "@tutti/project/steps/run-steps";
import { AwsForTests } from "./support/aws.ts";

const aws = new AwsForTests();

/** Steps in a folder, with one block of credentials at hand. */
function contextIn(directory: string, said: string[] = []): StepsContext {
  const data = {
    aws_access_key_id: "test",
    aws_secret_access_key: "aws-canary",
    region_name: null,
    aws_client_parameters: { endpoint_url: aws.url, use_ssl: true },
  };
  return {
    directory,
    environment: {},
    cacheDirectory: null,
    say: (line) => said.push(line),
    sources: {
      block: async () => ({ data, secrets: ["aws-canary"] }),
      blockById: async () => null,
      variable: async () => null,
      environment: {},
    },
  };
}

test("code is pushed to a bucket and pulled from it, as Prefect's steps say it", async () => {
  await aws.bucket("code");
  const [from, to] = [join(aws.folder, "from"), join(aws.folder, "to")];
  await mkdir(join(from, "flows"), { recursive: true });
  await mkdir(to);
  await writeFile(join(from, "flows", "taxi.ts"), "export {}");
  await writeFile(join(from, "data.log"), "log");
  await writeFile(join(from, ".prefectignore"), "*.log\n");
  const credentials = "{{ prefect.blocks.aws-credentials.dev }}";
  const said: string[] = [];
  const place = { bucket: "code", folder: "taxi", credentials };
  const push = {
    "prefect_aws.deployments.steps.push_to_s3": { id: "push_code", requires: "prefect-aws>=0.3", ...place },
  };
  const pushed = await runSteps([push], contextIn(from, said));
  expect(pushed.outputs).toMatchObject({ push_code: { bucket: "code", folder: "taxi" } });
  expect(said).toEqual(["2 files are in s3://code/taxi"]);
  const pull = { pull_from_s3: { bucket: "{{ push_code.bucket }}", folder: "{{ push_code.folder }}", credentials } };
  const pulled = await runSteps([pull], contextIn(to), pushed.outputs);
  expect(pulled.directory).toBe(to);
  expect((await readdir(to, { recursive: true })).sort()).toEqual([".prefectignore", "flows", "flows/taxi.ts"]);
  expect(await readFile(join(to, "flows", "taxi.ts"), "utf8")).toBe("export {}");
});

test("parameters of the client go over those of the credentials", async () => {
  const pull = {
    pull_from_s3: {
      bucket: "nowhere",
      folder: "",
      client_parameters: { endpoint_url: aws.url, region_name: "eu-west-1" },
      credentials: { minio_root_user: "u", minio_root_password: "aws-canary" },
    },
  };
  await expect(runSteps([pull], contextIn(aws.folder))).rejects.toMatchObject({
    code: "invalid_block",
    detail: "pull_from_s3: s3-bucket nowhere: there is no such bucket; check its name, region and endpoint",
  });
});
