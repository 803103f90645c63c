import { didYouMean } from "@tutti/client/closest";
import { TuttiError } from "@tutti/core/errors";
import { type DeploymentEntry, entryName } from "../files/deployment-entry.ts";

/**
 * The entries that a name means: `taxi1`, `main-flow/taxi1`, or either with `*` for any text. Throws `invalid_deployment`
 * with the nearest name when there is none.
 */
export function entriesNamed(entries: readonly DeploymentEntry[], pattern: string): DeploymentEntry[] {
  const [flow, name] = pattern.includes("/") ? pattern.split("/", 2) : [null, pattern];
  const found = entries.filter((entry) => {
    const isNamed = patternOf(name ?? "").test(entryName(entry) ?? "");
    return (
      isNamed && (flow === null || flow === undefined || flowNames(entry).some((own) => patternOf(flow).test(own)))
    );
  });
  if (found.length > 0) return found;
  const names = entries.map(entryName).filter((own) => own !== null);
  const known = names.length === 0 ? "The project's files describe none." : `There are ${names.join(", ")}.`;
  throw new TuttiError(
    "invalid_deployment",
    `no deployment is called ${pattern}.${didYouMean(pattern, names)} ${known}`,
  );
}

function patternOf(text: string): RegExp {
  const parts = text.split("*").map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join(".*")}$`);
}

/** What a person may call the flow: as the file says, or as its function is called, in either spelling. */
function flowNames({ values: { flow_name: flowName, entrypoint } }: DeploymentEntry): string[] {
  const exportName = entrypoint?.split(":").at(-1) ?? "";
  const kebab = exportName
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replaceAll("_", "-")
    .toLowerCase();
  return [...(flowName ? [flowName] : []), exportName, kebab];
}
