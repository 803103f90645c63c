/** What the lease thread is told when it starts. */
export interface LeaseThreadData {
  /** Carries the epoch. */
  readonly headerName: string;
  readonly renewEveryMs: number;
  /** How many leases one request renews. */
  readonly leasesMax: number;
  readonly ttlSeconds: number;
  readonly requestTimeoutMs: number;
}

export type ToLeaseThread =
  | { readonly kind: "server"; readonly url: string; readonly authorization: string | null }
  | { readonly kind: "keep"; readonly flowRunId: string; readonly epoch: number; readonly endsProcess: boolean }
  | { readonly kind: "drop"; readonly flowRunId: string }
  | { readonly kind: "keep-slots"; readonly leaseId: string; readonly seconds: number }
  | { readonly kind: "drop-slots"; readonly leaseId: string }
  | { readonly kind: "farewell"; readonly farewell: Farewell };

/** What becomes of a farewell. */
export const FAREWELL = { pending: 0, reported: 1, failed: 2 } as const;

/** The process exits while these runs are under way; `done[0]` becomes one of `FAREWELL`. */
export interface Farewell {
  readonly runs: readonly { readonly flowRunId: string; readonly epoch: number | null }[];
  readonly message: string;
  readonly done: Int32Array<SharedArrayBuffer>;
}

export type FromLeaseThread =
  | { readonly kind: "lost"; readonly flowRunId: string; readonly answer: string }
  | { readonly kind: "slots-lost"; readonly leaseId: string; readonly answer: string }
  | { readonly kind: "unreachable" };
