import { readBlockDocumentByName } from "@tutti/client/block-documents";
import { readWorkPool } from "@tutti/client/work-pools";
import { beforeAll, expect, test } from "vitest";
import { CliServer } from "./support/cli-server.ts";

const cli = new CliServer();

beforeAll(async () => {
  await cli.call("work-pool", "create", "zoompool", "-t", "process");
});

const configure = (...args: string[]) => cli.call("work-pool", "storage", "configure", ...args);

/** The steps and the result block, as the command line of Prefect 3.8.8 leaves them. */
test.each([
  ["s3", "aws-credentials", "prefect_aws", "--bucket", "--aws-credentials-block-name", "s3-bucket", "prefect-aws"],
  ["gcs", "gcp-credentials", "prefect_gcp", "--bucket", "--gcp-credentials-block-name", "gcs-bucket", "prefect-gcp"],
  [
    "azure-blob-storage",
    "azure-blob-storage-credentials",
    "prefect_azure",
    "--container",
    "--azure-blob-storage-credentials-block-name",
    "azure-blob-storage-container",
    "prefect-azure",
  ],
])(
  "storage of %s stands on the pool as Prefect writes it",
  async (kind, credentials, module, flag, block, type, requires) => {
    expect(await cli.call("block", "create", credentials, "--name", `team-${kind}`)).toMatchObject({ code: 0 });
    expect(await configure(kind, "zoompool", flag, "code", block, `team-${kind}`)).toMatchObject({ code: 0 });
    const field = block.slice(2).replaceAll("-", "_");
    const step = { [flag.slice(2)]: "code", [field]: `team-${kind}`, requires };
    const result = await readBlockDocumentByName(cli.api, type, "default-zoompool-result-storage");
    expect((await readWorkPool(cli.api, "zoompool")).storage_configuration).toEqual({
      bundle_upload_step: { [`${module}.experimental.bundles.upload`]: step },
      bundle_execution_step: { [`${module}.experimental.bundles.execute`]: step },
      default_result_storage_block_id: result.id,
    });
    expect(Object.values(result.data)).toContain("code");
    expect(Object.keys(result.block_document_references)).toHaveLength(1);
  },
);

test("storage may be moved, started by another program, and is shown; what is wrong with it is said", async () => {
  const moved = await configure(
    "s3",
    "zoompool",
    "--bucket",
    "other",
    "--launcher",
    "python",
    "--upload-launcher-arg=-X",
  );
  expect(moved).toMatchObject({ code: 0, stderr: "The work pool zoompool keeps code and results in S3, other.\n" });
  expect(await cli.json("work-pool", "storage", "inspect", "zoompool")).toEqual({
    type: "S3",
    upload: { bucket: "other", launcher: ["python", "-X"] },
    execution: { bucket: "other", launcher: ["python"] },
  });
  expect((await cli.call("work-pool", "storage", "inspect", "zoompool")).stdout).toContain("bucket other");
  const { data } = await readBlockDocumentByName(cli.api, "s3-bucket", "default-zoompool-result-storage");
  expect(data).toEqual({ bucket_name: "other", bucket_folder: "results" });
  await cli.call("work-pool", "create", "bare", "-t", "process");
  expect(await cli.json("work-pool", "storage", "inspect", "bare").catch(() => null)).toEqual({});
  expect((await cli.call("work-pool", "storage", "inspect", "bare")).stderr).toContain("has no storage");
  expect(await configure("s3", "zoompol", "--bucket", "b")).toMatchObject({ code: 4 });
  expect(await configure("s3", "zoompool")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--bucket NAME"),
  });
  const unknown = await configure("s3", "zoompool", "--bucket", "b", "--aws-credentials-block-name", "tem");
  expect(unknown).toMatchObject({ code: 4 });
  expect(await configure("gcs", "zoompool", "--bucket", "b", "--launcher-arg=-X")).toMatchObject({ code: 2 });
});
