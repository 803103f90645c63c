import { relative } from "node:path";
import { didYouMean } from "@tutti/client/closest";
import { isTakenForCommonjs } from "@tutti/core/commonjs-file";
import { TuttiError } from "@tutti/core/errors";
import { entryPointText, type EntryPoint } from "../entry-point.ts";
import { parametersFromJsonSchema } from "../parameter-schema/from-json-schema.ts";
import type { TypedFlow } from "../parameter-schema/from-types.ts";
import { parameterSchema } from "../parameter-schema/parameter-schema.ts";
import { describeExport } from "./describe-export.ts";
import type { DescribedModule } from "./described-module.ts";
import type { FlowDescription } from "./flow-description.ts";
import type { FlowSite } from "./describe-flow.ts";
import { loadModule } from "./load-module.ts";

/** A flow in TypeScript or JavaScript: what it is when it is loaded, and what its source says of its parameters. */
export async function describeNodeFlow(entryPoint: EntryPoint, site: FlowSite): Promise<FlowDescription> {
  // The file is loaded in one process while its types are read in this one.
  const loading = loadModule(site.path, entryPoint.exportName, site.folder, site.environment);
  loading.catch(() => undefined);
  const { flowFromTypes } = await import("../parameter-schema/from-types.ts");
  const quick = flowFromTypes(site.path, entryPoint.exportName, "quick");
  const loaded = await loading;
  if (loaded.kind !== "flow") throw problemOf(loaded, entryPoint, site);
  const isEnough = (quick?.parameters ?? loaded.schema) !== null;
  const typed = isEnough ? quick : flowFromTypes(site.path, entryPoint.exportName, "full");
  return {
    name: loaded.name,
    version: loaded.version,
    description: loaded.description ?? typed?.description ?? null,
    ...parametersOf(loaded, typed),
  };
}

/** A flow of this process, made in this file: what it says of itself, and what the source says of its parameters. */
export async function describeLoadedFlow(flow: unknown, path: string, exportName: string): Promise<FlowDescription> {
  const loaded = describeExport({ flow }, "flow");
  if (loaded.kind !== "flow") throw new TuttiError("invalid_entrypoint", `${exportName} of ${path} is not a flow`);
  const { flowFromTypes } = await import("../parameter-schema/from-types.ts");
  const quick = flowFromTypes(path, exportName, "quick");
  const isEnough = (quick?.parameters ?? loaded.schema) !== null;
  const typed = isEnough ? quick : flowFromTypes(path, exportName, "full");
  const { name, version } = loaded;
  const description = loaded.description ?? typed?.description ?? null;
  return { name, version, description, ...parametersOf(loaded, typed) };
}

function parametersOf(
  loaded: Extract<DescribedModule, { kind: "flow" }>,
  typed: TypedFlow | null,
): Pick<FlowDescription, "parameterSchema" | "warnings"> {
  if (loaded.schema !== null) {
    const { schema, warnings } = parametersFromJsonSchema(loaded.schema);
    return { parameterSchema: { ...schema }, warnings: loaded.warnings.length > 0 ? loaded.warnings : warnings };
  }
  const parameters = typed?.parameters ?? null;
  if (parameters !== null) return { parameterSchema: { ...parameters.schema }, warnings: parameters.warnings };
  const warnings = ["Its function cannot be found in the source, so its parameters accept anything."];
  return { parameterSchema: { ...parameterSchema([], {}, true) }, warnings };
}

function problemOf(
  loaded: Exclude<DescribedModule, { kind: "flow" }>,
  { exportName, file }: EntryPoint,
  { path, folder }: FlowSite,
): TuttiError {
  if (loaded.kind === "unloadable" && isTakenForCommonjs(loaded.error)) {
    return new TuttiError("commonjs_file", relative(folder, path));
  }
  if (loaded.kind === "unloadable") {
    return new TuttiError("unloadable_flow", `${relative(folder, path)}\n${indented(loaded.error)}`);
  }
  const { flows, isExported } = loaded;
  const what = isExported ? `${exportName} of ${file} is not a flow` : `${file} exports no ${exportName}`;
  const others = flows.map((name) => entryPointText({ file, exportName: name }));
  const found = others.length === 0 ? "It exports no flow." : `It exports ${others.join(", ")}.`;
  return new TuttiError("invalid_entrypoint", `${what}.${didYouMean(exportName, flows)} ${found}`);
}

/** The error without the way that it took through Node. */
function indented(text: string): string {
  const lines = text
    .split("\n")
    .filter((line) => !line.trimStart().startsWith("at ") || !line.includes("node:internal"));
  return lines.map((line) => `    ${line}`.trimEnd()).join("\n");
}
