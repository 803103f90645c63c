import type { ApiAddress } from "@tutti/client/api-address";

/** What the subscription thread is told when it starts. */
export interface SubscriptionThreadData {
  readonly keys: readonly string[];
  readonly clientId: string;
  /** How many task runs at a time: each has a connection of its own. */
  readonly limit: number;
}

export type ToSubscriptionThread =
  | { readonly kind: "address"; readonly address: ApiAddress }
  /** The task run of this lane has been executed. */
  | { readonly kind: "done"; readonly lane: number }
  /** How it ended could not be reported. */
  | { readonly kind: "lost"; readonly lane: number }
  | { readonly kind: "close" };

export type FromSubscriptionThread =
  | { readonly kind: "need-address" }
  | { readonly kind: "run"; readonly lane: number; readonly text: string }
  | { readonly kind: "connected"; readonly isConnected: boolean; readonly reason: string };
