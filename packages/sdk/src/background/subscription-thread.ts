import type { ApiAddress } from "@tutti/client/api-address";
import { TaskSubscriptionClient } from "@tutti/client/task-subscription";
import { parentPort, workerData } from "node:worker_threads";
import type { FromSubscriptionThread, SubscriptionThreadData, ToSubscriptionThread } from "./subscription-messages.ts";

// Runs in a thread of its own: a task that computes for minutes answers no ping of the server's, which would think its
// worker gone and give the task to another.

const { keys, clientId, limit }: SubscriptionThreadData = workerData;
const waiting: ((address: ApiAddress) => void)[] = [];
const connected = new Set<number>();

const lanes = Array.from(
  { length: limit },
  (_, lane) =>
    new TaskSubscriptionClient({
      keys,
      clientId,
      address: askAddress,
      onRun: (text) => tell({ kind: "run", lane, text }),
      onConnected: (isConnected, reason) => note(lane, isConnected, reason),
    }),
);

parentPort?.on("message", (message: ToSubscriptionThread) => {
  if (message.kind === "address") for (const take of waiting.splice(0)) take(message.address);
  else if (message.kind === "done") lanes[message.lane]?.answer();
  else if (message.kind === "lost") lanes[message.lane]?.giveBack();
  else for (const lane of lanes) lane.close();
});

await Promise.all(lanes.map((lane) => lane.run()));
parentPort?.close();

function askAddress(): Promise<ApiAddress> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) tell({ kind: "need-address" });
  });
}

/** Told once for all lanes: when the first is there, and when the last is gone. */
function note(lane: number, isConnected: boolean, reason: string): void {
  const before = connected.size > 0;
  if (isConnected) connected.add(lane);
  else connected.delete(lane);
  if (connected.size > 0 !== before) tell({ kind: "connected", isConnected, reason });
}

function tell(message: FromSubscriptionThread): void {
  parentPort?.postMessage(message, []);
}
