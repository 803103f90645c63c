import type { Store } from "../../src/store/store.ts";

function unexpected(): never {
  throw new Error("this test has no store");
}

/** For what takes a store and must not use it. */
export const noStore: Store = {
  isShared: false,
  command: unexpected,
  read: unexpected,
  onChanges: unexpected,
  onCommit: unexpected,
  close: unexpected,
};
