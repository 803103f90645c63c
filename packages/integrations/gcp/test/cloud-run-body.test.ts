import { expect, test } from "vitest";
import { jobConfiguration } from "@tutti/worker/job/job-configuration";
import { cloudRunBody } from "../src/cloud-run-body.ts";
import { cloudRunJob } from "../src/cloud-run-job.ts";

/** The body of a job whose template was filled so. */
function bodyOf(filled: Record<string, unknown>, environment: Record<string, string | null> = {}) {
  const configuration = jobConfiguration(filled);
  return cloudRunBody({ configuration, environment }, cloudRunJob(configuration), "prefect flow-run execute");
}

const container = { env: [], image: "taxi:1", command: null, args: null, resources: { limits: { cpu: "1000m" } } };

test("what a template of Prefect was not told is left out, and what the run adds stands in it", () => {
  const task = {
    serviceAccount: null,
    maxRetries: 0,
    timeout: 600,
    vpcAccess: { connector: null },
    containers: [container],
  };
  const job_body = { client: "prefect", launchStage: "BETA", template: { template: task } };
  const labels = { "prefect.io/flow-run-name": "Blue Whale" };
  const given = { job_body, labels, timeout: 30, region: "europe-west1" };
  const added = { "prefect-io-flow-run-name": "blue-whale" };
  expect(bodyOf(given, { A: "1", B: null })).toEqual({
    client: "prefect",
    launchStage: "BETA",
    labels: added,
    template: {
      labels: added,
      template: {
        maxRetries: 0,
        timeout: "30s",
        containers: [
          {
            image: "taxi:1",
            resources: { limits: { cpu: "1000m" } },
            command: ["prefect", "flow-run", "execute"],
            env: [{ name: "A", value: "1" }],
          },
        ],
      },
    },
  });
});

test("commands and arguments in one line are words; a connector and databases are joined", () => {
  const own = {
    ...container,
    command: "node 'a b.ts'",
    args: "--fast",
    volumeMounts: [{ name: "v", mountPath: "/v" }],
  };
  const task = { vpcAccess: { connector: "c" }, volumes: [{ name: "v" }], containers: [own, { image: "proxy:1" }] };
  const body = bodyOf({ job_body: { template: { template: task } }, cloudsql_instances: ["p:r:i"] });
  const sql = { name: "cloudsql", cloudSqlInstance: { instances: ["p:r:i"] } };
  expect(body["template"]).toMatchObject({
    template: {
      vpcAccess: { connector: "c" },
      volumes: [{ name: "v" }, sql],
      containers: [
        {
          command: ["node", "a b.ts"],
          args: ["--fast"],
          volumeMounts: [
            { name: "v", mountPath: "/v" },
            { name: "cloudsql", mountPath: "/cloudsql" },
          ],
        },
        { image: "proxy:1" },
      ],
    },
  });
});

test("what comes from secrets is nowhere in clear", () => {
  const theirs = [
    { name: "A", value: "template" },
    { name: "D", value: "kept" },
    { name: "S", valueSource: { secretKeyRef: { secret: "s" } } },
  ];
  const job_body = { template: { template: { containers: [{ ...container, env: theirs }] } } };
  const password = { secret: "auth", version: "3" };
  const given = { job_body, prefect_api_auth_string_secret: password, env_from_secrets: { B: { secret: "b" } } };
  const environment = { A: "ours", B: "clear", S: "clear", PREFECT_API_AUTH_STRING: "p", TUTTI_API_AUTH_STRING: "p" };
  expect(bodyOf(given, environment)["template"]).toMatchObject({
    template: {
      containers: [
        {
          env: [
            { name: "A", value: "ours" },
            { name: "B", valueSource: { secretKeyRef: { secret: "b", version: "latest" } } },
            { name: "PREFECT_API_AUTH_STRING", valueSource: { secretKeyRef: password } },
            { name: "D", value: "kept" },
            { name: "S", valueSource: { secretKeyRef: { secret: "s" } } },
          ],
        },
      ],
    },
  });
});

test.each<[filled: Record<string, unknown>, detail: unknown]>([
  [{ job_body: { template: {} } }, "job_body of the job: template.template.containers has none"],
  [{ job_body: "x" }, expect.stringMatching(/^job_body of the job: /)],
  [{ job_body: {}, timeout: -1 }, expect.stringMatching(/^timeout of the job: /)],
])("a template that cannot be meant is told by its field: %j", (filled, detail) => {
  expect(() => bodyOf(filled)).toThrow(expect.objectContaining({ code: "invalid_template", detail }));
});
