import { commandKind } from "./command-kind.ts";

/** That of this repository's Dockerfile, as its guide names it: it is built, and in no registry. */
export const TUTTI_IMAGE = "tutti";
const PREFECT_IMAGE = "prefecthq/prefect:3-latest";

/** The image of a job that names none: of whose command it is. */
export function usualImage(command: string): string {
  return commandKind(command) === "tutti" ? TUTTI_IMAGE : PREFECT_IMAGE;
}
