import type { ServiceContext } from "./loop.ts";

/** Does the same for each of these, in a transaction of its own: one that fails harms no other. Answers whether none did. */
export async function eachApart(
  { logger }: ServiceContext,
  ids: readonly string[],
  work: (id: string) => Promise<unknown>,
): Promise<boolean> {
  const outcomes = await Promise.allSettled(ids.map(work));
  let isGood = true;
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome.status === "fulfilled") continue;
    isGood = false;
    logger.error({ err: outcome.reason, id: ids[index] }, "a service could not do its work on one object");
  }
  return isGood;
}
