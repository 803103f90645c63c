import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Document, isMap, isSeq, type Node, parseDocument, Scalar } from "yaml";
import { isRawNumber } from "@tutti/core/exact-json";
import { isJsonObject } from "@tutti/core/json-object";
import { isBuildForm, toBuildForm } from "./build-form.ts";
import { type DeploymentEntry, entryIdentity } from "./deployment-entry.ts";
import type { DeploymentValues } from "./project-schema.ts";
import { type Project, TUTTI_FILE, yamlVersion } from "./read-project.ts";

/**
 * Writes a deployment where it stands already; a new one into `tutti.yaml`, which is made when there is none, and there
 * in place of an entry that says nothing. Keys that are not given stay as they are, so do all comments. Answers the file.
 */
export async function saveDeployment(
  project: Project,
  values: DeploymentValues,
  entry: DeploymentEntry | null = null,
): Promise<string> {
  const standing = entry ?? entryLike(project, values) ?? blankEntry(project);
  const file = standing?.place.file ?? join(project.directory, TUTTI_FILE);
  const text = project.files.includes(file) ? await readFile(file, "utf8") : "";
  await writeFile(file, withDeployment(text, file, standing === null ? "new" : standing.index, values));
  return file;
}

/** The file's text with the deployment in it. `where` is its number in the list, or null for a file of one deployment. */
export function withDeployment(
  text: string,
  file: string,
  where: number | "new" | null,
  values: DeploymentValues,
): string {
  const document = parseDocument(text, { version: yamlVersion(file), merge: true });
  const path = where === null ? [] : ["deployments", where === "new" ? openList(document) : where];
  const written = where === null && isBuildForm(document.toJS()) ? toBuildForm(values) : values;
  for (const [key, value] of Object.entries(written)) {
    if (value !== undefined) setValue(document, [...path, key], value);
  }
  // A sequence stands as far in as the file's others do.
  return document.toString({ lineWidth: 0, indentSeq: !/^(\s*)\S[^\n]*:[ \t]*\n(?:\s*#[^\n]*\n)*\1- /m.test(text) });
}

/** The number that the list's next entry has. */
function openList(document: Document): number {
  const list = document.get("deployments");
  if (isSeq(list)) {
    // One on a single line would take its first entry in there too.
    if (list.items.length === 0) list.flow = false;
    return list.items.length;
  }
  document.set("deployments", document.createNode([]));
  const made = document.get("deployments");
  if (isSeq(made)) made.flow = false;
  return 0;
}

/** Sets a value key by key, so that comments within it stay. */
function setValue(document: Document, path: (string | number)[], value: unknown): void {
  const standing = document.getIn(path);
  if (isJsonObject(value) && isMap(standing) && standing.items.length > 0) {
    for (const item of standing.items) {
      const key = String(item.key);
      if (!Object.hasOwn(value, key)) document.deleteIn([...path, key]);
    }
    for (const [key, inner] of Object.entries(value)) setValue(document, [...path, key], inner);
    return;
  }
  const scalar = document.getIn(path, true);
  const node = nodeOf(document, value);
  if (scalar instanceof Scalar && node instanceof Scalar) {
    node.comment = scalar.comment ?? null;
    if (scalar.value === node.value) return;
  }
  document.setIn(path, node);
}

function nodeOf(document: Document, value: unknown): Node {
  return document.createNode(value, (_key: unknown, item: unknown) =>
    isRawNumber(item) ? numberNode(item.rawJSON) : item,
  ) as Node;
}

/** A number that is written as its text has it. */
function numberNode(source: string): Scalar {
  const node = new Scalar<number | bigint>(/^-?\d+$/.test(source) ? BigInt(source) : Number(source));
  const [, fraction = ""] = /\.(\d*)/.exec(source) ?? [];
  if (fraction !== "") node.minFractionDigits = fraction.length;
  return node;
}

function entryLike(project: Project, values: DeploymentValues): DeploymentEntry | null {
  const place = { file: "", line: 0, column: 0 };
  const steps = { build: [], push: [], pull: null };
  const wanted = entryIdentity({ values, place, steps, index: null });
  return project.deployments.find((entry) => wanted !== null && entryIdentity(entry) === wanted) ?? null;
}

/** What `tutti init` leaves to be filled in. */
function blankEntry({ deployments }: Project): DeploymentEntry | null {
  return (
    deployments.find(
      ({ place, values }) => place.file.endsWith(TUTTI_FILE) && isNothing(values.name) && isNothing(values.entrypoint),
    ) ?? null
  );
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === "";
}
