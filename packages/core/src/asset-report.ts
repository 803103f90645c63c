import type { Instant } from "./instant.ts";

// What Prefect's tasks tell of assets: `prefect.asset.materialization.succeeded` and `.failed` of what they make, with what
// they made it from as related resources, and `prefect.asset.referenced` of each of those.

const PREFIX = "prefect.asset.";
const KINDS: Readonly<Record<string, "made" | "failed" | "read">> = {
  [`${PREFIX}materialization.succeeded`]: "made",
  [`${PREFIX}materialization.failed`]: "failed",
  [`${PREFIX}referenced`]: "read",
};

type Labels = Readonly<Record<string, string>>;

export interface AssetEvent {
  readonly event: string;
  readonly occurred: Instant;
  readonly resource: Labels;
  readonly related: readonly Labels[];
}

/** What an event tells of one asset. */
export interface AssetReport {
  readonly kind: "made" | "failed" | "read";
  readonly key: string;
  readonly at: Instant;
  readonly labels: Labels;
  readonly flowRunId: string | null;
  readonly taskRunId: string | null;
  /** The tool that made it, as its key. */
  readonly madeBy: string | null;
}

/** Data that runs make, as it is known after all that was told of it. */
export interface AssetState {
  readonly key: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly url: string | null;
  readonly owners: readonly string[];
  /** When anything was told of it last. */
  readonly seenAt: Instant;
  readonly madeAt: Instant | null;
  readonly failedAt: Instant | null;
  /** The run that made it last, and the one that failed to. */
  readonly flowRunId: string | null;
  readonly taskRunId: string | null;
  readonly failedFlowRunId: string | null;
  readonly madeBy: string | null;
}

export function isAssetEvent(event: string): boolean {
  return event.startsWith(PREFIX) && event in KINDS;
}

/** The asset that the event is about, and, as read, those it was made from. */
export function assetReports({ event, occurred: at, resource, related }: AssetEvent): AssetReport[] {
  const kind = KINDS[event];
  if (kind === undefined) return [];
  const ofRole = (role: string) =>
    related.flatMap((labels) =>
      labels["prefect.resource.role"] === role ? [labels["prefect.resource.id"] ?? ""] : [],
    );
  const shared = {
    at,
    flowRunId: idOf(ofRole("flow-run")[0], "prefect.flow-run."),
    taskRunId: idOf(ofRole("task-run")[0], "prefect.task-run."),
    madeBy: ofRole("asset-materialized-by")[0] ?? null,
  };
  const key = resource["prefect.resource.id"] ?? "";
  const upstream = [...new Set(ofRole("asset"))].filter((other) => other !== key);
  return [
    { ...shared, kind, key, labels: resource },
    ...upstream.map((other): AssetReport => ({ ...shared, kind: "read", key: other, labels: {} })),
  ];
}

function idOf(resourceId: string | undefined, prefix: string): string | null {
  return resourceId?.startsWith(prefix) === true ? resourceId.slice(prefix.length) : null;
}

/** The asset after one more report; reports may come in any order, and again. */
export function assetAfter(known: AssetState | null, report: AssetReport): AssetState {
  const before = known ?? newAsset(report);
  const isNews = report.at >= before.seenAt;
  const state = {
    ...before,
    ...(isNews ? described(before, report.labels) : {}),
    seenAt: later(before.seenAt, report.at),
  };
  const { at, flowRunId, taskRunId, madeBy } = report;
  if (report.kind === "made" && at >= (before.madeAt ?? 0))
    return { ...state, madeAt: at, flowRunId, taskRunId, madeBy };
  if (report.kind === "failed" && at >= (before.failedAt ?? 0))
    return { ...state, failedAt: at, failedFlowRunId: flowRunId };
  return state;
}

function newAsset({ key, at }: AssetReport): AssetState {
  return {
    key,
    name: null,
    description: null,
    url: null,
    owners: [],
    seenAt: at,
    madeAt: null,
    failedAt: null,
    flowRunId: null,
    taskRunId: null,
    failedFlowRunId: null,
    madeBy: null,
  };
}

/** A report that says nothing of a property leaves it as it was. */
function described(before: AssetState, labels: Labels): Pick<AssetState, "name" | "description" | "url" | "owners"> {
  const owners = labels["prefect.asset.owners"];
  return {
    name: labels["prefect.resource.name"] ?? before.name,
    description: labels["prefect.asset.description"] ?? before.description,
    url: labels["prefect.asset.url"] ?? before.url,
    owners: owners === undefined ? before.owners : readOwners(owners),
  };
}

/** They are a JSON list in one label. */
function readOwners(text: string): string[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.filter((owner) => typeof owner === "string") : [];
  } catch {
    return [];
  }
}

function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}
