import { expect, test } from "vitest";
import { jobConfiguration } from "@tutti/worker/job/job-configuration";
import { jobManifest } from "@tutti/kubernetes/job-manifest";
import { kubernetesJob } from "@tutti/kubernetes/kubernetes-job";

const notes = { labels: { "tutti.io/pool": "zoo" }, annotations: { "tutti.io/kind": "tutti" } };

function manifestOf(
  job_manifest: unknown,
  fields: Record<string, unknown> = {},
  environment: Record<string, string> = {},
) {
  const configuration = jobConfiguration({ name: "Shiny Llama", ...fields, job_manifest });
  return jobManifest({ configuration, environment }, kubernetesJob(configuration), "tutti flow-run execute", notes);
}

function plain(container: Record<string, unknown>, metadata: Record<string, unknown> = {}) {
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata,
    spec: { template: { spec: { containers: [container, { name: "b" }] } } },
  };
}

test("what the template leaves open is filled in", () => {
  const labels = { "tutti.io/pool": "zoo" };
  expect(manifestOf(plain({ name: "a" }, { generateName: "-" }), { namespace: "flows" }, { A: "1" })).toEqual({
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { generateName: "shiny-llama-", namespace: "flows", labels, annotations: { "tutti.io/kind": "tutti" } },
    spec: {
      template: {
        metadata: { labels, annotations: {} },
        spec: {
          containers: [
            { name: "a", image: "tutti", args: ["tutti", "flow-run", "execute"], env: [{ name: "A", value: "1" }] },
            { name: "b" },
          ],
        },
      },
    },
  });
});

test("what the template says stays, secrets above all", () => {
  const secret = { name: "PASSWORD", valueFrom: { secretKeyRef: { name: "tutti", key: "password" } } };
  const env = [secret, { name: "A", value: "theirs" }, { name: "B", value: "theirs" }];
  const container = { name: "a", image: "taxi:v1", args: ["node", "a.ts"], env };
  const metadata = { name: "fixed", namespace: "own", labels: { x: "y z" }, annotations: { note: "1" } };
  const { metadata: named, spec } = manifestOf(
    plain(container, metadata),
    { annotations: { more: "2" } },
    { A: "ours", PASSWORD: "p" },
  );
  expect(named).toEqual({
    name: "fixed",
    namespace: "own",
    labels: { x: "y-z", "tutti.io/pool": "zoo" },
    annotations: { note: "1", more: "2", "tutti.io/kind": "tutti" },
  });
  expect(spec).toMatchObject({
    template: {
      metadata: { annotations: { note: "1", more: "2" } },
      spec: {
        containers: [
          { ...container, env: [{ name: "A", value: "ours" }, secret, { name: "B", value: "theirs" }] },
          { name: "b" },
        ],
      },
    },
  });
});

test("a line of a command is words", () => {
  expect(manifestOf(plain({ name: "a", args: "node 'a b.ts'" })).spec).toMatchObject({
    template: { spec: { containers: [{ args: ["node", "a b.ts"] }, {}] } },
  });
});

test.each([
  [{ apiVersion: "v1", kind: "Pod" }, "its apiVersion must be batch/v1, and its kind Job"],
  [{ apiVersion: "batch/v1", kind: "Job" }, "spec.template.spec.containers has none"],
  [plain({ name: "a", args: "node 'a" }), "' is opened and not closed"],
])("another manifest is refused", (manifest, message) => {
  expect(() => manifestOf(manifest)).toThrow(message);
});

test.each([
  [{ job_manifest: null }, "job_manifest of the job"],
  [{ job_manifest: {}, job_watch_timeout_seconds: "soon" }, "job_watch_timeout_seconds of the job"],
  [{ job_manifest: {}, cluster_config: { config: {} } }, "cluster_config.context_name of the job"],
])("%j is refused", (fields, message) => {
  expect(() => kubernetesJob(jobConfiguration(fields))).toThrow(message);
});
