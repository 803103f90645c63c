import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { MlflowTrackingServer } from "../../../../../tests/support/mlflow-tracking-server.ts";
import { MlflowClient } from "../../src/mlflow-client.ts";

/** A real MLflow server and a folder of this machine, started and ended with the tests of a file. */
export class TrackingForTests {
  #server: MlflowTrackingServer | null = null;
  folder = "";

  constructor() {
    beforeAll(async () => {
      this.folder = await mkdtemp(join(tmpdir(), "tutti-mlflow-"));
      this.#server = await MlflowTrackingServer.start();
    });
    afterAll(async () => {
      await this.#server?.stop();
      await rm(this.folder, { recursive: true });
    });
  }

  get server(): MlflowTrackingServer {
    if (this.#server === null) throw new Error("MLflow's server is not started yet");
    return this.#server;
  }

  get client(): MlflowClient {
    return new MlflowClient({ trackingUri: this.server.url });
  }
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  return Array.fromAsync(items);
}
