import type { StepsContext } from "../../src/steps/run-steps.ts";
import { fakeSources } from "./fake-sources.ts";

/** Steps at work in a folder, with a home of their own, and what they said. */
export function stepsContext(
  directory: string,
  more: Partial<StepsContext> = {},
): StepsContext & { readonly said: string[] } {
  const said: string[] = [];
  const environment = { PATH: process.env["PATH"] ?? "", HOME: directory };
  const sources = fakeSources({ environment });
  return { sources, directory, environment, say: (line) => said.push(line), cacheDirectory: null, ...more, said };
}
