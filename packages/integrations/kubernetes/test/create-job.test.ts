import { KubeConfig } from "@kubernetes/client-node";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Cluster } from "../src/cluster.ts";
import { createJob } from "../src/create-job.ts";
import { FakeCluster } from "./support/fake-cluster.ts";

let fake: FakeCluster;
let cluster: Cluster;

beforeEach(async () => {
  fake = await FakeCluster.start();
  const config = new KubeConfig();
  config.loadFromString(JSON.stringify(fake.config));
  cluster = new Cluster(config);
});

afterEach(() => fake.close());

const pod = { spec: { restartPolicy: "Never", containers: [{ name: "main", image: "stub:1", args: ["true"] }] } };

function manifest(name: Record<string, string>) {
  return { apiVersion: "batch/v1", kind: "Job", metadata: { namespace: "flows", ...name }, spec: { template: pod } };
}

const names = () => fake.jobs.all().map(({ metadata }) => metadata.name);

test.each([
  ["that the template names", { name: "nightly" }, /^nightly$/],
  ["whose name is begun", { name: "", generateName: "calm-fox-" }, /^calm-fox-[\da-f]{8}$/],
])("a job %s is made once, though the answers are lost", async (_what, given, name) => {
  fake.lostAnswers = 1;
  const made = await createJob(cluster, manifest(given));
  expect(made.name).toMatch(name);
  expect(names()).toEqual([made.name]);
});

test("a name that another job has is refused, and its job left alone", async () => {
  await createJob(cluster, manifest({ name: "nightly" }));
  const taken = /^no job can be made in namespace flows: jobs\.batch "nightly" already exists$/;
  await expect(createJob(cluster, manifest({ name: "nightly" }))).rejects.toThrow(taken);
  expect(names()).toEqual(["nightly"]);
});

test("a cluster that is gone is asked some times, then named", async () => {
  await fake.close();
  await expect(createJob(cluster, manifest({ name: "nightly" }))).rejects.toThrow(
    /^no job can be made in namespace flows/,
  );
  fake = await FakeCluster.start();
});
