import { readFile } from "node:fs/promises";
import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type ScalarTag,
  type Tags,
  visit,
} from "yaml";
import { TuttiError } from "@tutti/core/errors";
import { parseExact } from "@tutti/core/exact-json";

/** Prefect reads YAML 1.1, in which `yes` is true; Tutti's own files are YAML 1.2. */
export type YamlVersion = "1.1" | "1.2";

export type YamlPath = readonly (string | number)[];

/** Where something stands in a file; both count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A YAML file that was read: its values, and where each stands. */
export interface YamlSource {
  readonly file: string;
  readonly values: unknown;
  /** Where the value at a path begins, or with `key` the last key of the path; else what is nearest above it. */
  readonly placeOf: (path: YamlPath, key?: boolean) => Place;
}

/** Reads a file. Throws `invalid_project_file` with line and column for what is no YAML. */
export async function readYaml(file: string, version: YamlVersion): Promise<YamlSource> {
  return parseYaml(await readFile(file, "utf8"), file, version);
}

export function parseYaml(text: string, file: string, version: YamlVersion): YamlSource {
  const lineCounter = new LineCounter();
  const customTags = (tags: Tags) => tagsOf(version, tags);
  const options = { version, merge: true, lineCounter, prettyErrors: false, customTags };
  const document = parseDocument(text, options);
  const placeAt = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line, column: col };
  };
  const [error] = document.errors;
  if (error !== undefined) throw invalidFile(placeAt(error.pos[0]), error.message);
  keepNumbers(document.contents);
  return {
    file,
    values: toValues(document, placeAt),
    placeOf: (path, key = false) => placeAt(offsetOf(document.contents, path, key)),
  };
}

/** Times stay the text that they are: nothing in these files is a Date. Truth values of YAML 1.1 are those of Python's library. */
function tagsOf(version: YamlVersion, tags: Tags): Tags {
  const [times, truths] = ["tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool"];
  const isKept = (tag: string) => tag !== times && (version === "1.2" || tag !== truths);
  const kept = tags.filter((tag) => typeof tag === "string" || isKept(tag.tag));
  return version === "1.2" ? kept : [...TRUTHS, ...kept];
}

/** YAML 1.1 calls `y` and `n` true and false, too; to those who read files with Python they are names. */
const TRUTHS: readonly ScalarTag[] = [
  truth(true, /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/),
  truth(false, /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/),
];

function truth(value: boolean, test: RegExp): ScalarTag {
  return {
    tag: "tag:yaml.org,2002:bool",
    default: true,
    identify: (given) => given === value,
    test,
    resolve: () => value,
  };
}

export function invalidFile(place: Place, problem: string): TuttiError {
  return new TuttiError("invalid_project_file", `${placeText(place)}: ${problem}`);
}

export function placeText({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

function toValues(document: { toJS(): unknown }, placeAt: (offset: number) => Place): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // An alias without its anchor, or so many aliases that they would fill the memory.
    throw invalidFile(placeAt(0), error instanceof Error ? error.message : String(error));
  }
}

/** Numbers that JavaScript would write otherwise are carried as their text. */
function keepNumbers(contents: Node | null): void {
  visit(contents, {
    Scalar(_key, node) {
      const { source } = node;
      if (typeof node.value !== "number" || source === undefined || String(node.value) === source) return;
      if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(source)) node.value = parseExact(source);
    },
  });
}

function offsetOf(contents: unknown, path: YamlPath, key: boolean): number {
  let [offset, node] = [startOf(contents) ?? 0, contents];
  for (const [index, step] of path.entries()) {
    const below = stepInto(node, step);
    const atKey = startOf(below.key) ?? offset;
    const wantsKey = key && index === path.length - 1;
    offset = wantsKey ? atKey : (startOf(below.value) ?? atKey);
    node = below.value;
  }
  return offset;
}

function stepInto(node: unknown, step: string | number): { readonly key: unknown; readonly value: unknown } {
  if (isSeq(node)) return { key: node.items[Number(step)], value: node.items[Number(step)] };
  const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step)) : null;
  return { key: pair?.key, value: pair?.value };
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
