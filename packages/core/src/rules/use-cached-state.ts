import { inPlaceOf } from "../replacement.ts";
import { ANY_ORIGIN } from "../rule.ts";
import { taskRule } from "../task-transition.ts";

/** A task whose cache key names a result that still holds is not run: it completes with that result. */
export const useCachedState = taskRule({
  from: ANY_ORIGIN,
  to: ["RUNNING"],
  judge: ({ proposed, facts: { cached } }) => {
    if (proposed.cacheKey === null || proposed.refreshCache === true) return null;
    if (cached === null) return null;
    const replacement = { ...cached, ...inPlaceOf(proposed), name: "Cached" };
    return { kind: "reject", replacement, reason: "The result was found in the cache." };
  },
});
