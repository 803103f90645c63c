import { createArtifact, filterArtifacts, updateArtifact } from "@tutti/client/artifacts";
import type { Artifact as WireArtifact } from "@tutti/core/wire/artifact";
import { connect, type Connection } from "./connection.ts";
import { currentContext } from "./engine/run-context.ts";
import { plainJson } from "./parameters.ts";
import { printLine } from "./print-line.ts";

interface ArtifactOptions {
  /** Lower-case letters, digits and dashes; artifacts with the same key are versions of one thing. */
  readonly key?: string;
  readonly description?: string;
}

interface AnyArtifact extends ArtifactOptions {
  readonly type: string;
  readonly data: unknown;
}

interface MarkdownArtifact extends ArtifactOptions {
  readonly markdown: string;
}

interface TableArtifact extends ArtifactOptions {
  /** Rows as objects or lists, or columns as lists. */
  readonly table: readonly Record<string, unknown>[] | readonly (readonly unknown[])[] | Record<string, unknown>;
}

interface LinkArtifact extends ArtifactOptions {
  readonly link: string;
  readonly linkText?: string;
}

interface ImageArtifact extends ArtifactOptions {
  readonly imageUrl: string;
}

interface ProgressArtifact extends ArtifactOptions {
  /** Percent, 0 to 100. What is outside of it is taken for its end, with a warning. */
  readonly progress: number;
}

interface ProgressChange {
  readonly description?: string;
}

/** A progress bar on the run's page. */
export interface Progress {
  readonly id: string;
  /** Sets the percentage, 0 to 100. */
  update(progress: number, change?: ProgressChange): Promise<void>;
}

/** One version of what is kept under a key. */
export interface ArtifactVersion {
  readonly id: string;
  readonly key: string | null;
  readonly type: string | null;
  readonly description: string | null;
  /** A table as its rows or columns, a percentage as a number, all else as text. */
  readonly data: unknown;
  readonly createdAt: Date;
  readonly flowRunId: string | null;
  readonly taskRunId: string | null;
}

const NEWEST = 200;

/** Things a run shows to people, kept with the run. Each gives the artifact's id. */
export const artifact = {
  markdown: async (given: MarkdownArtifact): Promise<string> => {
    const { markdown, ...options } = checked("markdown", given, "markdown", "string");
    return create("markdown", markdown, options);
  },

  table: async (given: TableArtifact): Promise<string> => {
    const { table, ...options } = checked("table", given, "table", "object");
    return create("table", JSON.stringify(plainJson(table)), options);
  },

  link: async (given: LinkArtifact): Promise<string> => {
    const { link, linkText = link, ...options } = checked("link", given, "link", "string");
    return create("markdown", `[${linkText}](${link})`, options);
  },

  image: async (given: ImageArtifact): Promise<string> => {
    const { imageUrl, ...options } = checked("image", given, "imageUrl", "string");
    return create("image", imageUrl, options);
  },

  /** A progress bar, to be updated through what is returned, or by its id. */
  progress: async (given: ProgressArtifact): Promise<Progress> => {
    const { progress, ...options } = checked("progress", given, "progress", "number");
    const id = await create("progress", percentage(progress), options);
    return { id, update: (value, change) => artifact.updateProgress(id, value, change) };
  },

  /** Moves a progress bar that another call, or another process, made. */
  updateProgress: async (id: string, progress: number, { description }: ProgressChange = {}): Promise<void> => {
    const { api } = await connection();
    const data = percentage(progress);
    await updateArtifact(api, id, description === undefined ? { data } : { data, description });
  },

  /** One of a type of your own. */
  create: async ({ type, data, ...options }: AnyArtifact): Promise<string> => create(type, plainJson(data), options),

  /** The newest version under a key; undefined when there is none. */
  get: async (key: string): Promise<ArtifactVersion | undefined> => (await versions(key, 1))[0],

  /** The versions under a key, newest first. 200 at most. */
  history: (key: string, limit = NEWEST): Promise<ArtifactVersion[]> => versions(key, limit),
};

/**
 * What a method was given. Throws `TypeError` for what only code without types can give, such as the text before the
 * options: it would make an artifact with nothing in it.
 */
function checked<K extends string, T extends { readonly [F in K]: unknown }>(
  method: string,
  given: T,
  field: K,
  type: "string" | "number" | "object",
): T {
  const value: unknown = given?.[field];
  if (typeof value === type && value !== null) return given;
  const example = type === "string" ? '"…"' : "…";
  throw new TypeError(`artifact.${method} takes one object: artifact.${method}({ ${field}: ${example}, key: "…" })`);
}

async function create(type: string, data: unknown, options: ArtifactOptions): Promise<string> {
  const { flowRun, step } = currentContext();
  const { api } = await connection();
  const { key = null, description = null } = options;
  const runs = { flow_run_id: flowRun?.fields.id ?? null, task_run_id: step?.run.id ?? null };
  const created = await createArtifact(api, { key, type, description, data, ...runs });
  return created.id;
}

async function versions(key: string, limit: number): Promise<ArtifactVersion[]> {
  const { api } = await connection();
  const found = await filterArtifacts(api, { artifacts: { key: { any_: [key] } }, sort: "CREATED_DESC", limit });
  return found.map(versionOf);
}

function versionOf({
  id,
  key,
  type,
  description,
  data,
  created,
  flow_run_id,
  task_run_id,
}: WireArtifact): ArtifactVersion {
  return {
    id,
    key,
    type,
    description,
    data: type === "table" && typeof data === "string" ? tableOf(data) : data,
    createdAt: new Date(created ?? 0),
    flowRunId: flow_run_id,
    taskRunId: task_run_id,
  };
}

function tableOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function connection(): Promise<Connection> {
  return currentContext().flowRun?.connection ?? (await connect());
}

/** A rounding error at the end of the work must not end the run. */
function percentage(progress: number): number {
  if (typeof progress !== "number" || Number.isNaN(progress)) throw new RangeError(`${progress} is no percentage`);
  const within = Math.min(100, Math.max(0, progress));
  if (within !== progress) warn(`A progress of ${progress} % is shown as ${within} %`);
  return within;
}

function warn(message: string): void {
  const { step, flowRun } = currentContext();
  const logger = step?.logger ?? flowRun?.logger;
  if (logger === undefined) printLine(`tutti: ${message}`);
  else logger.warn(message);
}
