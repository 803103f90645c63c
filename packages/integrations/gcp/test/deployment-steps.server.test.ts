import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runSteps, type StepsContext } from "@tutti/project/steps/run-steps";
import { GoogleForTests } from "./support/google.ts";

const google = new GoogleForTests();

/** Steps in a folder, with one block of credentials at hand. */
function contextIn(directory: string, said: string[] = []): StepsContext {
  const data = { service_account_file: null, service_account_info: google.key, project: null };
  return {
    directory,
    environment: {},
    cacheDirectory: null,
    say: (line) => said.push(line),
    sources: {
      block: async () => ({ data, secrets: Object.values(google.key) }),
      blockById: async () => null,
      variable: async () => null,
      environment: {},
    },
  };
}

test("code is pushed to a bucket and pulled from it, as Prefect's steps say it", async () => {
  await google.bucket("code");
  const [from, to] = [join(google.folder, "from"), join(google.folder, "to")];
  await mkdir(join(from, "flows"), { recursive: true });
  await mkdir(to);
  await writeFile(join(from, "flows", "taxi.ts"), "export {}");
  await writeFile(join(from, "data.log"), "log");
  await writeFile(join(from, ".prefectignore"), "*.log\n");
  const credentials = "{{ prefect.blocks.gcp-credentials.dev }}";
  const said: string[] = [];
  const place = { bucket: "code", folder: "taxi", credentials };
  const push = {
    "prefect_gcp.deployments.steps.push_to_gcs": { id: "push_code", requires: "prefect-gcp>=0.4.3", ...place },
  };
  const pushed = await runSteps([push], contextIn(from, said));
  expect(pushed.outputs).toMatchObject({ push_code: { bucket: "code", folder: "taxi" } });
  expect(said).toEqual(["2 files are in gs://code/taxi"]);
  const pull = { pull_from_gcs: { bucket: "{{ push_code.bucket }}", folder: "{{ push_code.folder }}", credentials } };
  const pulled = await runSteps([pull], contextIn(to), pushed.outputs);
  expect(pulled.directory).toBe(to);
  expect((await readdir(to, { recursive: true })).sort()).toEqual([".prefectignore", "flows", "flows/taxi.ts"]);
  expect(await readFile(join(to, "flows", "taxi.ts"), "utf8")).toBe("export {}");
});

test("a bucket that is not there fails the step, which says so", async () => {
  const credentials = { service_account_info: google.key, project: "other" };
  const pull = { pull_from_gcs: { bucket: "nowhere", folder: "", project: "trips-project", credentials } };
  await expect(runSteps([pull], contextIn(google.folder))).rejects.toMatchObject({
    code: "invalid_block",
    detail:
      "pull_from_gcs: gcs-bucket nowhere: there is no such bucket; check its name, or make it with createBucket()",
  });
});
