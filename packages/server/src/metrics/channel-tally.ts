import type { ChannelCloseReason } from "@tutti/core/wire/worker-channel";

export type CleanupOperation = "ack" | "release" | "renew";

/** Counts what goes on over the channels of workers. */
export interface ChannelTally {
  connection(event: "opened" | "closed"): void;
  closed(reason: ChannelCloseReason): void;
  snapshotSent(): void;
  heartbeatFailed(): void;
  delivery(status: "delivered" | "released" | "failed"): void;
  operation(operation: CleanupOperation, status: string): void;
}

const nothing = () => undefined;

/** Where nobody asks for metrics. */
export const NO_TALLY: ChannelTally = {
  connection: nothing,
  closed: nothing,
  snapshotSent: nothing,
  heartbeatFailed: nothing,
  delivery: nothing,
  operation: nothing,
};
