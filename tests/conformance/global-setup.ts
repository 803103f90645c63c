import type { TestProject } from "vitest/node";
import { keepExitCode } from "../support/keep-exit-code.ts";
import { PostgresCluster } from "../support/postgres-cluster.ts";
import { PrefectForks } from "./prefect-forks.ts";
import { PrefectServer } from "./prefect-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The one real Prefect server of this run, on Postgres: it starts slowly, so all files share it. */
    prefectOrigin: string;
    /** Where Prefect's programs are asked for (`prefect-forks.ts`). */
    prefectForks: string;
    /** Addresses of empty Postgres databases, one for each file that asks for one. */
    postgresUrls: Record<
      | "automations"
      | "blocks"
      | "deployments"
      | "differential"
      | "limits"
      | "prefectClient"
      | "prefectStreams"
      | "sdk"
      | "work"
      | "worker",
      string
    >;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  keepExitCode();
  const postgres = PostgresCluster.start();
  const onPostgres = async () => PrefectServer.start({ databaseUrl: await (await postgres).createDatabase() });
  const started = await Promise.allSettled([postgres, onPostgres(), PrefectForks.start()]);
  const stop = async () => {
    const [cluster, ...users] = started.map((one) => (one.status === "fulfilled" ? one.value : undefined));
    await Promise.all(users.map(async (user) => user?.stop()));
    await cluster?.stop();
  };
  const [cluster, prefect, forks] = started;
  if (cluster.status === "rejected" || prefect.status === "rejected" || forks.status === "rejected") {
    await stop();
    throw new AggregateError(started.flatMap((one) => (one.status === "rejected" ? [one.reason] : [])));
  }
  const database = () => cluster.value.createDatabase();
  project.provide("prefectForks", forks.value.path);
  project.provide("prefectOrigin", prefect.value.origin);
  project.provide("postgresUrls", {
    automations: await database(),
    blocks: await database(),
    deployments: await database(),
    differential: await database(),
    limits: await database(),
    prefectClient: await database(),
    prefectStreams: await database(),
    sdk: await database(),
    work: await database(),
    worker: await database(),
  });
  return stop;
}
