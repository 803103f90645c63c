import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runSteps, type StepsContext } from "@tutti/project/steps/run-steps";
import { AzureForTests } from "./support/azure.ts";

const azure = new AzureForTests();

/** Steps in a folder, with one block of credentials at hand. */
function contextIn(directory: string, environment: Record<string, string> = {}, said: string[] = []): StepsContext {
  const connection = azure.server.connectionString();
  return {
    directory,
    environment,
    cacheDirectory: null,
    say: (line) => said.push(line),
    sources: {
      block: async () => ({
        data: { connection_string: connection, account_url: null, client_id: null },
        secrets: [connection],
      }),
      blockById: async () => null,
      variable: async () => null,
      environment: {},
    },
  };
}

/** A project of three files, one of which stays behind. */
async function project(name: string): Promise<[from: string, to: string]> {
  const [from, to] = [join(azure.folder, name, "from"), join(azure.folder, name, "to")];
  await mkdir(join(from, "flows"), { recursive: true });
  await mkdir(to);
  await writeFile(join(from, "flows", "taxi.ts"), "export {}");
  await writeFile(join(from, "data.log"), "log");
  await writeFile(join(from, ".prefectignore"), "*.log\n");
  return [from, to];
}

test("code is pushed to a container and pulled from it, as Prefect's steps say it", async () => {
  await azure.container("code");
  const [from, to] = await project("blocks");
  const credentials = "{{ prefect.blocks.azure-blob-storage-credentials.dev }}";
  const said: string[] = [];
  const own = { id: "push_code", requires: "prefect-azure[blob_storage]>=0.2.8" };
  const push = {
    "prefect_azure.deployments.steps.push_to_azure_blob_storage": {
      ...own,
      container: "code",
      folder: "taxi",
      credentials,
    },
  };
  const pushed = await runSteps([push], contextIn(from, {}, said));
  expect(pushed.outputs).toMatchObject({ push_code: { container: "code", folder: "taxi" } });
  expect(said).toEqual(["2 files are in folder taxi of the container code"]);
  const place = { container: "{{ push_code.container }}", folder: "{{ push_code.folder }}" };
  const pull = { pull_from_azure_blob_storage: { ...place, credentials } };
  const pulled = await runSteps([pull], contextIn(to), pushed.outputs);
  expect(pulled.directory).toBe(to);
  expect((await readdir(to, { recursive: true })).sort()).toEqual([".prefectignore", "flows", "flows/taxi.ts"]);
  expect(await readFile(join(to, "flows", "taxi.ts"), "utf8")).toBe("export {}");
});

test("without credentials the environment's connection string signs in, or the step says what it wants", async () => {
  await azure.container("by-environment");
  const [from] = await project("environment");
  const push = { push_to_azure_blob_storage: { container: "by-environment", folder: "" } };
  const connection = { AZURE_STORAGE_CONNECTION_STRING: azure.server.connectionString() };
  await runSteps([push], contextIn(from, connection));
  expect(await azure.opened("by-environment").listBlobs()).toEqual([".prefectignore", "flows/taxi.ts"]);
  await expect(runSteps([push], contextIn(from))).rejects.toMatchObject({
    code: "invalid_block",
    detail:
      "push_to_azure_blob_storage: nothing signs in to the container by-environment: give the step credentials, or set AZURE_STORAGE_CONNECTION_STRING",
  });
});

test("a container that is not there fails the step, which says so", async () => {
  const credentials = { connection_string: azure.server.connectionString(), account_url: "https://unused.example" };
  const pull = { pull_from_azure_blob_storage: { container: "nowhere", folder: "", credentials } };
  await expect(runSteps([pull], contextIn(azure.folder))).rejects.toMatchObject({
    code: "invalid_block",
    detail:
      "pull_from_azure_blob_storage: azure-blob-storage-container nowhere: there is no such container; make it, or check its name and the account",
  });
});
