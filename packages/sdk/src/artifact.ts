import { createArtifact, updateArtifact } from "@tutti/client/artifacts";
import { connect } from "./connection.ts";
import { currentContext } from "./engine/run-context.ts";
import { plainJson } from "./parameters.ts";

interface ArtifactOptions {
  /** Lower-case letters, digits and dashes; artifacts with the same key are versions of one thing. */
  readonly key?: string;
  readonly description?: string;
}

interface MarkdownArtifact extends ArtifactOptions {
  readonly markdown: string;
}

interface TableArtifact extends ArtifactOptions {
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
  /** Percent, 0 to 100. */
  readonly progress: number;
}

/** A progress bar on the run's page. */
export interface Progress {
  readonly id: string;
  /** Sets the percentage, 0 to 100. */
  update(progress: number): Promise<void>;
}

/** Things a run shows to people, kept with the run. Each gives the artifact's id. */
export const artifact = {
  markdown: async ({ markdown, ...options }: MarkdownArtifact): Promise<string> =>
    create("markdown", markdown, options),

  table: async ({ table, ...options }: TableArtifact): Promise<string> =>
    create("table", JSON.stringify(plainJson(table)), options),

  link: async ({ link, linkText = link, ...options }: LinkArtifact): Promise<string> =>
    create("markdown", `[${linkText}](${link})`, options),

  image: async ({ imageUrl, ...options }: ImageArtifact): Promise<string> => create("image", imageUrl, options),

  /** A progress bar, to be updated through what is returned. */
  progress: async ({ progress, ...options }: ProgressArtifact): Promise<Progress> => {
    const id = await create("progress", checkedProgress(progress), options);
    const { api } = await connect();
    return { id, update: (value) => updateArtifact(api, id, { data: checkedProgress(value) }) };
  },
};

async function create(type: string, data: unknown, options: ArtifactOptions): Promise<string> {
  const { flowRun, step } = currentContext();
  const { api } = flowRun?.connection ?? (await connect());
  const { key = null, description = null } = options;
  const runs = { flow_run_id: flowRun?.fields.id ?? null, task_run_id: step?.run.id ?? null };
  const created = await createArtifact(api, { key, type, description, data, ...runs });
  return created.id;
}

function checkedProgress(progress: number): number {
  if (!(progress >= 0 && progress <= 100)) throw new RangeError(`${progress} is no percentage between 0 and 100`);
  return progress;
}
