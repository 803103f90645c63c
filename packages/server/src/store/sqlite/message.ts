import type { SlotWaits } from "@tutti/core/slot-waits";
import type { EncryptionKey } from "../../vault/encryption-key.ts";
import type { FailureText } from "../failure.ts";

// Between threads everything travels as JSON text. Structured cloning would be no faster, and would lose what makes a
// number exact: a raw literal (`5.0`) is a plain object to it.

/** What a thread is started with. */
export interface ThreadOptions {
  readonly script: "store-thread" | "reader-thread";
  readonly path: string;
  readonly keys: readonly EncryptionKey[];
  readonly slotWaits: SlotWaits;
}

export type Call = readonly [id: number, name: string, params: unknown];

export type ToThread =
  | { readonly type: "calls"; readonly text: string }
  | { readonly type: "watch"; readonly isWatched: boolean }
  | { readonly type: "close" };

export type Reply =
  | readonly [id: number, isOk: true, result: unknown]
  | readonly [id: number, isOk: false, failure: FailureText];

export type FromThread =
  | { readonly type: "ready" }
  | { readonly type: "refused"; readonly failure: FailureText }
  | { readonly type: "replies" | "changes"; readonly text: string };
