import { type Handle, type Out, xgboostLibrary } from "./xgboost-library.ts";

/** Throws what XGBoost says went wrong, without its native stack, when a call did not answer 0. */
export function check(status: number): void {
  if (status === 0) return;
  const [reason = ""] = xgboostLibrary().lastError().split("\nStack trace");
  throw new Error(`XGBoost: ${reason.trim()}`);
}

/** The handle that a creating call wrote. */
export function created(create: (out: Out<Handle>) => number): Handle {
  const out: Out<Handle> = [null];
  check(create(out));
  return out[0];
}
