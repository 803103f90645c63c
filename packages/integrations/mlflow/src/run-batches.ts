import type { Metric } from "./run-record.ts";

/** What is logged of a run at once. */
export interface RunBatch {
  readonly metrics?: readonly Metric[];
  readonly params?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
}

interface Named {
  readonly key: string;
  readonly value: string;
}

interface SentMetric {
  readonly key: string;
  readonly value: number | string;
  readonly timestamp: number;
  readonly step: number;
}

/** The body of one request. */
export interface SentBatch {
  readonly metrics: readonly SentMetric[];
  readonly params: readonly Named[];
  readonly tags: readonly Named[];
}

// What MLflow takes in one request, of which the body has at most a megabyte.
const ITEMS = 1000;
const PARAMS = 100;
const TAGS = 100;

/** A batch in parts that MLflow takes, in order. */
export function partsOf({ metrics = [], params = {}, tags = {} }: RunBatch): SentBatch[] {
  const left = {
    metrics: metrics.map(sentMetric),
    params: Object.entries(params).map(([key, value]) => ({ key, value })),
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
  };
  const parts: SentBatch[] = [];
  while (left.metrics.length + left.params.length + left.tags.length > 0) {
    const [params, tags] = [left.params.splice(0, PARAMS), left.tags.splice(0, TAGS)];
    parts.push({ params, tags, metrics: left.metrics.splice(0, ITEMS - params.length - tags.length) });
  }
  return parts;
}

function sentMetric({ key, value, at, step }: Metric): SentMetric {
  return { key, value: Number.isFinite(value) ? value : String(value), timestamp: at.getTime(), step };
}
