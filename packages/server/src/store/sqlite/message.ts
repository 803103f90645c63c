import type { SlotWaits } from "@tutti/core/slot-waits";
import type { EncryptionKey } from "../../vault/encryption-key.ts";
import type { FailureText } from "../failure.ts";

// Between threads everything travels as JSON text. Structured cloning would be no faster, and would lose what makes a
// number exact: a raw literal (`5.0`) is a plain object to it. Bytes among the fields of a result are handed over as they
// are: long JSON that a query wrote would as text be written and read once more.

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
  | { readonly type: "changes"; readonly text: string }
  /** With fields that belong to the result of the one reply; and whether anything was written. */
  | { readonly type: "replies"; readonly text: string; readonly bytes?: Bytes; readonly hasWritten?: boolean };

export type Bytes = Readonly<Record<string, Uint8Array<ArrayBuffer>>>;
