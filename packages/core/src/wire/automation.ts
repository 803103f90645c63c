import { z } from "zod";
import { retriggerProblem } from "../automation/retrigger-problem.ts";
import { automationAction } from "./automation-action.ts";
import { allOrAnyTags, anyText, anyUuid, operator } from "./filter-fields.ts";
import { instantInput, orDefault, pageLimit, pageOffset, stored, tags } from "./primitives.ts";
import { trigger, triggerInput } from "./trigger.ts";

const name = z.string();
const actions = z.array(automationAction);

export const automation = z.object({
  ...stored,
  name,
  description: z.string(),
  enabled: z.boolean(),
  tags,
  trigger,
  actions,
  actions_on_trigger: actions,
  actions_on_resolve: actions,
});
export type Automation = z.output<typeof automation>;

const core = {
  name,
  trigger: triggerInput,
  actions,
  description: z.string().optional(),
  enabled: z.boolean().optional(),
  tags: tags.optional(),
  actions_on_trigger: actions.optional(),
  actions_on_resolve: actions.optional(),
};

function neverRetriggersItself(
  given: Pick<z.output<z.ZodObject<typeof core>>, "trigger" | "actions" | "enabled">,
  context: z.core.$RefinementCtx,
): void {
  const problem = given.enabled === false ? null : retriggerProblem(given.trigger, given.actions);
  if (problem !== null) context.addIssue({ code: "custom", message: problem });
}

export const automationCreate = z
  .strictObject({ ...core, owner_resource: z.string().nullish() })
  .superRefine(neverRetriggersItself);
export type AutomationCreate = z.output<typeof automationCreate>;

/** A whole automation; of what is left out the stored value stays. */
export const automationUpdate = z.strictObject(core).superRefine(neverRetriggersItself);
export type AutomationUpdate = z.output<typeof automationUpdate>;

export const automationPartialUpdate = z.strictObject({ enabled: z.boolean().optional() });

export const automationFilter = z.strictObject({
  operator,
  id: anyUuid.nullish(),
  name: anyText.nullish(),
  created: z.strictObject({ before_: instantInput.nullish() }).nullish(),
  tags: allOrAnyTags.nullish(),
});
export type AutomationFilter = z.output<typeof automationFilter>;

export const automationSort = z.enum(["CREATED_DESC", "UPDATED_DESC", "NAME_ASC", "NAME_DESC"]);
export const automationsFilterBody = z.object({
  automations: orDefault(automationFilter, null),
  sort: orDefault(automationSort, "NAME_ASC" as const),
  limit: pageLimit,
  offset: pageOffset,
});
export const automationsCountBody = z.object({ automations: orDefault(automationFilter, null) });
