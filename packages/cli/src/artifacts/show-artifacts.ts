import { filterArtifacts, filterLatestArtifacts } from "@tutti/client/artifacts";
import type { ApiClient } from "@tutti/client/http";
import type { Artifact } from "@tutti/core/wire/artifact";
import type { CommandContext } from "../context.ts";
import { printRows } from "../list-rows.ts";
import { unknownName } from "../not-found.ts";
import type { Output } from "../output.ts";
import { manyLines, oneLine } from "../plain-text.ts";
import { readPages } from "../runs/read-pages.ts";
import { timeText } from "../runs/run-times.ts";
import type { Column } from "../table.ts";
import { timeCell } from "../time-cell.ts";

type Listed = Pick<Artifact, "id" | "key" | "type" | "updated">;

export async function listArtifacts(
  { output, connect }: CommandContext,
  options: { readonly all: boolean; readonly limit: number; readonly output: string | null },
): Promise<void> {
  const api = await connect();
  const nowMs = Date.now();
  const columns: Column<Listed>[] = [
    { header: "KEY", cell: ({ key }) => output.style("bold", oneLine(key ?? "")), shrinks: "last" },
    { header: "TYPE", cell: ({ type }) => oneLine(type ?? "") },
    { header: "UPDATED", cell: ({ updated }) => timeCell(updated, output, nowMs) },
    { header: "ID", cell: ({ id }) => output.style("dim", id), shrinks: "first" },
  ];
  const format = { output, format: options.output };
  const whenEmpty = "No artifacts yet. Flows and tasks make them: artifact.markdown(…)";
  if (options.all) printRows(await readAll(api, options.limit), format, columns, whenEmpty);
  else printRows(await readLatest(api, options.limit), format, columns, whenEmpty);
}

function readAll(api: ApiClient, limit: number) {
  return readPages(limit, (page) =>
    filterArtifacts(api, { artifacts: { key: { exists_: true } }, sort: "KEY_ASC", ...page }),
  );
}

async function readLatest(api: ApiClient, limit: number) {
  const latest = await readPages(limit, (page) => filterLatestArtifacts(api, { sort: "KEY_ASC", ...page }));
  return latest.map(({ latest_id, ...artifact }) => ({ ...artifact, id: latest_id }));
}

/** Every version of one key, the newest first. */
export async function showArtifact(
  { output, connectKeepingDigits }: CommandContext,
  key: string,
  options: { readonly limit: number; readonly output: string | null },
): Promise<void> {
  const versions = await artifactVersions(await connectKeepingDigits(), key, options.limit);
  if (options.output === "json") output.json(versions);
  else for (const [index, artifact] of versions.entries()) printArtifact(artifact, index > 0, output);
}

function printArtifact(artifact: Artifact, isFurther: boolean, output: Output): void {
  const nowMs = Date.now();
  const { data, description } = artifact;
  if (isFurther) output.line();
  output.facts([
    ["Key", oneLine(artifact.key ?? "")],
    ["Type", oneLine(artifact.type ?? "")],
    ["Id", artifact.id],
    ["Description", description === null ? null : manyLines(description)],
    ["Flow run", artifact.flow_run_id],
    ["Task run", artifact.task_run_id],
    ["Created", timeText(artifact.created, nowMs)],
    ["Data", manyLines(typeof data === "string" ? data : (JSON.stringify(data, null, 2) ?? ""))],
  ]);
}

/** Throws `not_found` with the nearest key. */
export async function artifactVersions(api: ApiClient, key: string, limit: number): Promise<Artifact[]> {
  const versions = await readPages(limit, (page) =>
    filterArtifacts(api, { artifacts: { key: { any_: [key] } }, sort: "ID_DESC", ...page }),
  );
  if (versions.length > 0) return versions;
  const known = await filterLatestArtifacts(api, { sort: "UPDATED_DESC" });
  throw unknownName(
    "artifact",
    key,
    known.map((artifact) => artifact.key),
  );
}
