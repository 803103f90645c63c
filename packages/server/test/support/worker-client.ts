import { randomUUID } from "node:crypto";
import type { WorkerHello } from "@tutti/core/wire/worker-channel";
import { SocketClient } from "./socket-client.ts";
import type { TestServer } from "./test-server.ts";

interface Frame {
  readonly type: string;
  readonly payload: Record<string, unknown>;
}

const CAPABILITIES = ["worker_heartbeat.v1", "work_pool_snapshot.v1", "cleanup_delivery.v1"];

/** A worker's end of its channel. */
export class WorkerClient {
  readonly socket: SocketClient;
  readonly consumerId = randomUUID();

  private constructor(socket: SocketClient) {
    this.socket = socket;
  }

  /** Opens a channel, shakes hands, says hello. */
  static async greet(server: TestServer, pool: string, hello: Partial<WorkerHello> = {}): Promise<WorkerClient> {
    const url = `${server.socketUrl}/work_pools/${encodeURIComponent(pool)}/workers/connect`;
    const client = new WorkerClient(await SocketClient.enter(url, "prefect"));
    client.say("worker.hello.v1", {
      consumer_id: client.consumerId,
      worker_name: "w",
      worker_type: "process",
      heartbeat_interval_seconds: 30,
      supported_channel_versions: ["work_pool_worker_channel.v1"],
      requested_capabilities: CAPABILITIES,
      handled_cleanup_kinds: ["cancelling_timeout_teardown.v1"],
      ...hello,
    });
    return client;
  }

  say(type: string, payload: object): void {
    this.socket.send({ type, id: randomUUID(), sent_at: new Date().toISOString(), payload });
  }

  /** The payloads of the frames of a type, once there are as many. */
  async heard(type: string, count = 1): Promise<Record<string, unknown>[]> {
    const ofType = () => (this.socket.received as Frame[]).filter((frame) => frame.type === type);
    await this.socket.until(() => ofType().length >= count);
    return ofType().map((frame) => frame.payload);
  }

  close(): Promise<void> {
    return this.socket.close();
  }
}
