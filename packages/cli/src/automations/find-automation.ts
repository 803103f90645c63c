import { filterAutomations, readAutomation } from "@tutti/client/automations";
import type { ApiClient } from "@tutti/client/http";
import { isNotFound } from "@tutti/client/response-error";
import { TuttiError } from "@tutti/core/errors";
import type { Automation } from "@tutti/core/wire/automation";
import { unknownName } from "../not-found.ts";
import { oneLine } from "../plain-text.ts";
import { readPages } from "../runs/read-pages.ts";

/** The automation that a name or --id means: one of them must be there. Throws `not_found` and `ambiguous_name`. */
export async function findAutomation(api: ApiClient, name: string | undefined, id: string | null): Promise<Automation> {
  if ((name === undefined) === (id === null)) {
    throw new TuttiError("invalid_usage", "Which automation? Give its name, or --id <id>: one of them.");
  }
  if (id !== null) return readById(api, id);
  const wanted = name ?? "";
  const named = await filterAutomations(api, { automations: { name: { any_: [wanted] } } });
  const [first] = named;
  if (first === undefined) {
    throw unknownName(
      "automation",
      wanted,
      (await allAutomations(api)).map((automation) => automation.name),
    );
  }
  if (named.length === 1) return first;
  const list = named.map((automation) => `\n    ${automation.id}`).join("");
  throw new TuttiError("ambiguous_name", `automations called ${oneLine(wanted)}; say which with --id:${list}`);
}

async function readById(api: ApiClient, id: string): Promise<Automation> {
  try {
    return await readAutomation(api, id);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    throw new TuttiError("not_found", `No automation has the id ${id}.`, { cause: error });
  }
}

export function allAutomations(api: ApiClient): Promise<Automation[]> {
  return readPages(Number.MAX_SAFE_INTEGER, (page) => filterAutomations(api, page));
}
