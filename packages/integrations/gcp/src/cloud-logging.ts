import { z } from "zod";
import type { GcpCredentials } from "./gcp-credentials.ts";
import { GoogleApi } from "./google-api.ts";
import { EXECUTION_LABEL, logFilter } from "./log-filter.ts";
import { logStamp } from "./log-stamp.ts";

const MOST_A_PAGE = 1000;

const page = z.object({
  entries: z
    .array(
      z.looseObject({
        timestamp: z.string(),
        insertId: z.string().default(""),
        labels: z.record(z.string(), z.string()).default({}),
        textPayload: z.string().optional(),
        jsonPayload: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .default([]),
  nextPageToken: z.string().optional(),
});

type Entry = z.output<typeof page>["entries"][number];

/** A line that a container printed. */
export interface LoggedLine {
  /** Its time, as `logStamp` words it. */
  readonly at: string;
  /** With the time, what tells it from any other. */
  readonly id: string;
  /** Of the execution whose container it was, the last part of the name. */
  readonly execution: string;
  readonly line: string;
}

/** What is asked for: names of executions, and since when. */
export interface LogQuery {
  readonly projects: readonly string[];
  readonly executions: readonly string[];
  readonly since: string;
}

export interface LogPage {
  readonly lines: readonly LoggedLine[];
  /** What the rest is asked for by; null when this is all. */
  readonly next: string | null;
}

/** Cloud Logging as one sign-in sees it. */
export class CloudLogging {
  readonly #api: GoogleApi;

  constructor(credentials: GcpCredentials) {
    this.#api = new GoogleApi("logging", credentials);
  }

  /** The oldest lines first. It is asked once: who asks knows how often it may be. Rejects with an `ApiFailure`. */
  async read({ projects, executions, since }: LogQuery, from: string | null): Promise<LogPage> {
    const body = {
      resourceNames: projects.map((project) => `projects/${project}`),
      filter: logFilter(executions, since),
      orderBy: "timestamp asc",
      pageSize: MOST_A_PAGE,
      ...(from === null ? {} : { pageToken: from }),
    };
    const answer = await this.#api.ask({ method: "POST", path: "v2/entries:list", body });
    const { entries, nextPageToken } = page.parse(answer);
    return { lines: entries.map(loggedLine), next: nextPageToken ?? null };
  }
}

function loggedLine({ timestamp, insertId, labels, textPayload, jsonPayload }: Entry): LoggedLine {
  const line = textPayload ?? textOf(jsonPayload ?? {});
  return { at: logStamp(timestamp), id: insertId, execution: labels[EXECUTION_LABEL] ?? "", line: line.trimEnd() };
}

/** A line of JSON is kept as what it says. */
function textOf(payload: Readonly<Record<string, unknown>>): string {
  const { message, ...rest } = payload;
  return typeof message === "string" && Object.keys(rest).length === 0 ? message : JSON.stringify(payload);
}
