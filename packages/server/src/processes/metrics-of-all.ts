import cluster from "node:cluster";
import { AggregatorRegistry, type Registry } from "prom-client";
import { HttpError } from "../http/http-error.ts";

// Whichever process a Prometheus reaches, it is told of all of them: the process asks the one that started it, which
// gathers everybody's figures.

const ASKED = "metrics-asked";
const TOLD = "metrics-told";
const TOLD_WITHIN_MS = 10_000;

interface Told {
  readonly type: typeof TOLD;
  readonly id: number;
  /** Null when one of the processes did not answer. */
  readonly text: string | null;
}

/** In the process that started the others: answers each that asks. */
export function tellMetricsOfAll(): void {
  const all = new AggregatorRegistry();
  cluster.on("message", (asking, message: unknown) => {
    const { type, id }: { type?: unknown; id?: unknown } = Object(message);
    if (type !== ASKED || typeof id !== "number") return;
    const tell = (text: string | null) => asking.isConnected() && asking.send({ type: TOLD, id, text } satisfies Told);
    all.clusterMetrics().then(tell, () => tell(null));
  });
}

/** In one of the others: how to ask for the metrics of all, to which `own` belong. */
export function metricsOfAll(own: Registry): () => Promise<string> {
  // It answers for this process when the figures are gathered.
  void new AggregatorRegistry();
  AggregatorRegistry.setRegistries(own);
  const waiting = new Map<number, (text: string | null) => void>();
  process.on("message", (message: unknown) => {
    const { type, id, text }: Partial<Told> = Object(message);
    if (type === TOLD && id !== undefined) waiting.get(id)?.(text ?? null);
  });
  let asked = 0;
  return async () => {
    const id = (asked += 1);
    const text = await new Promise<string | null>((resolve) => {
      const patience = setTimeout(() => resolve(null), TOLD_WITHIN_MS);
      waiting.set(id, (told) => {
        clearTimeout(patience);
        resolve(told);
      });
      process.send?.({ type: ASKED, id });
    });
    waiting.delete(id);
    if (text === null) throw new HttpError(503, { detail: "One of the server's processes is just starting." });
    return text;
  };
}
