import { z } from "zod";
import type { GcpCredentials } from "./gcp-credentials.ts";
import { GoogleApi } from "./google-api.ts";
import { logFilter } from "./log-filter.ts";
import { logEntry, type LoggedLine, loggedLine } from "./logged-line.ts";

const MOST_A_PAGE = 1000;

const page = z.object({ entries: z.array(logEntry).default([]), nextPageToken: z.string().optional() });

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
