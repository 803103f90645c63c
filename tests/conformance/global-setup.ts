import type { TestProject } from "vitest/node";
import { PostgresCluster } from "../support/postgres-cluster.ts";
import { PrefectServer } from "./prefect-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The one real Prefect server of this run: it starts slowly, so all files share it. */
    prefectOrigin: string;
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
      | "worker",
      string
    >;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await PostgresCluster.start();
  try {
    const prefect = await PrefectServer.start();
    project.provide("prefectOrigin", prefect.origin);
    project.provide("postgresUrls", {
      automations: await postgres.createDatabase(),
      blocks: await postgres.createDatabase(),
      deployments: await postgres.createDatabase(),
      differential: await postgres.createDatabase(),
      limits: await postgres.createDatabase(),
      prefectClient: await postgres.createDatabase(),
      prefectStreams: await postgres.createDatabase(),
      sdk: await postgres.createDatabase(),
      worker: await postgres.createDatabase(),
    });
    return async () => {
      await Promise.all([prefect.stop(), postgres.stop()]);
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
