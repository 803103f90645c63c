import { z } from "zod";
import { type Answers, Refusal } from "./fake-service.ts";
import type { KeepLine } from "./fake-cloud-run.ts";

const query = z.object({
  resourceNames: z.array(z.string()).min(1),
  filter: z.string().max(20_000),
  orderBy: z.literal("timestamp asc"),
  pageSize: z.int().max(1000),
  pageToken: z.string().optional(),
});

const EXECUTION = "run.googleapis.com/execution_name";
/** The one question that is answered: which executions' lines, and since when. */
const FILTER = new RegExp(
  String.raw`^resource\.type="cloud_run_job" AND ` +
    String.raw`\(log_id\("run\.googleapis\.com/stdout"\) OR log_id\("run\.googleapis\.com/stderr"\)\) AND ` +
    String.raw`labels\."run\.googleapis\.com/execution_name"=\(("[\w-]+"(?: OR "[\w-]+")*)\) AND ` +
    String.raw`timestamp>="([^"]+)"$`,
);

/** Cloud Logging, as far as the lines of containers go: those of Cloud Run's fake are kept with its labels. */
export class FakeLogging {
  /** What each query asked for. */
  readonly queries: string[][] = [];
  /** Refuses to tell what is asked for of a project; null: nothing is wrong. */
  refuse: (project: string) => Refusal | null = () => null;
  readonly #entries: { readonly project: string; readonly entry: Record<string, unknown>; readonly at: string }[] = [];
  /** How many lines a page holds. */
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  readonly keepLine: KeepLine = (name, stream, line) => {
    const [, project = "", , location = "", , job = "", , execution = ""] = name.split("/");
    const at = new Date().toISOString();
    const isJson = line.startsWith("{");
    this.#entries.push({
      project,
      at,
      entry: {
        logName: `projects/${project}/logs/run.googleapis.com%2F${stream}`,
        resource: { type: "cloud_run_job", labels: { project_id: project, job_name: job, location } },
        labels: { [EXECUTION]: execution, "run.googleapis.com/task_index": "0" },
        insertId: `line-${this.#entries.length}`,
        // Zeros at the end are left out.
        timestamp: at.replace(/\.?0*Z$/, "Z"),
        ...(isJson ? { jsonPayload: JSON.parse(line) } : { textPayload: line }),
      },
    });
  };

  get answers(): Answers {
    return { "logging.entries.list": (_path, _query, body) => this.#list(query.parse(body)) };
  }

  #list({ resourceNames, filter, pageToken }: z.output<typeof query>) {
    const refusal = this.refuse(resourceNames[0]?.replace("projects/", "") ?? "");
    if (refusal !== null) throw refusal;
    const [, names = "", since = ""] = FILTER.exec(filter) ?? [];
    if (names === "") throw new Refusal(400, `Unparseable filter: ${filter}`);
    const executions = names.split(" OR ").map((name) => z.string().parse(JSON.parse(name)));
    this.queries.push(executions);
    const found = this.#entries.filter(({ project, entry, at }) => {
      const { [EXECUTION]: execution = "" } = z.record(z.string(), z.string()).parse(entry["labels"]);
      return (
        resourceNames.includes(`projects/${project}`) && executions.includes(execution) && at >= since.slice(0, 23)
      );
    });
    const from = Number(pageToken ?? 0);
    const entries = found.slice(from, from + this.#most).map(({ entry }) => entry);
    const next = from + this.#most < found.length ? { nextPageToken: String(from + this.#most) } : {};
    return { entries, ...next };
  }
}
