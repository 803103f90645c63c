import { describeTemplates, templatesWithin } from "@tutti/core/automation/parameter-templates";
import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import { hydrate, hydrationError } from "@tutti/core/parameters/hydrate";
import { renderTemplate } from "@tutti/core/template/render-template";
import { TemplateRenderError, TemplateSyntaxError } from "@tutti/core/template/template-error";
import type { Deps } from "../../deps.ts";
import { fromJson } from "../../store/rows/json-column.ts";
import type { Tx } from "../command.ts";
import { ActionFailed, type ActionReport, type EventInvocation } from "./action-report.ts";
import { linkFilters } from "./template-links.ts";
import { templateContext } from "./template-context.ts";

/** What an invocation is rendered with. */
export interface RenderTerms {
  readonly invocation: EventInvocation;
  readonly report: ActionReport;
  /** Where the pages are that links lead to. */
  readonly uiUrl: string;
}

/** Fills in the action's templates. */
export async function renderTexts(
  tx: Tx,
  deps: Deps,
  terms: RenderTerms,
  templates: readonly string[],
): Promise<string[]> {
  const context = await templateContext(tx, deps, terms.invocation, templates);
  return templates.map((template) => rendered(terms, template, context));
}

function rendered({ report, uiUrl }: RenderTerms, template: string, context: Record<string, unknown>): string {
  try {
    return renderTemplate(template, { context, filters: linkFilters(uiUrl) });
  } catch (error) {
    if (!(error instanceof TemplateRenderError) && !(error instanceof TemplateSyntaxError)) throw error;
    report.details["template_error"] = error.message;
    report.details["template_source"] = template;
    throw new ActionFailed(`Template rendering failed: ${error.message}`);
  }
}

/** Makes the parameters that a run gets: templates filled in, JSON parsed, variables read. */
export async function renderParameters(
  tx: Tx,
  deps: Deps,
  terms: RenderTerms,
  parameters: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const described: JsonObject = Object(describeTemplates(parameters));
  const { templates, variables } = templatesWithin(described);
  const context = await templateContext(tx, deps, terms.invocation, templates);
  const values = await variablesNamed(tx, variables);
  const made = hydrate(described, {
    variable: (name) => values.get(name),
    checkTemplate: () => null,
    renderTemplate: (template) => rendered(terms, template, context),
  });
  const error = hydrationError(made);
  if (error !== null) throw new ActionFailed(error);
  return isJsonObject(made) ? made : {};
}

async function variablesNamed(tx: Tx, names: readonly string[]): Promise<Map<string, unknown>> {
  if (names.length === 0) return new Map();
  const rows = await tx.selectFrom("variable").select(["name", "value"]).where("name", "in", names).execute();
  return new Map(rows.map(({ name, value }) => [name, fromJson(value)]));
}
