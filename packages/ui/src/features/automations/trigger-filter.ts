interface Criteria {
  readonly match: object;
  readonly match_related: unknown;
  readonly expect: readonly string[];
  readonly after: readonly string[];
  readonly posture: string;
}

const NOTHING_SAID: Criteria = { match: {}, match_related: {}, expect: [], after: [], posture: "Reactive" };

/**
 * The filter of the events that a trigger looks at first: what it expects, or, where it acts on what does not come, what
 * begins its waiting. Null for triggers of several events, and while it says nothing.
 */
export function filterOfTrigger(trigger: unknown): object | null {
  if (typeof trigger !== "object" || trigger === null || Reflect.get(trigger, "type") !== "event") return null;
  const { match, match_related: related, expect, after, posture }: Criteria = { ...NOTHING_SAID, ...trigger };
  const names = posture === "Proactive" ? after : expect;
  if (names.length === 0 && isEmpty(match)) return null;
  return {
    ...eventNames(names),
    ...(isEmpty(match) ? {} : { resource: { labels: match } }),
    ...(isEmpty(related) ? {} : { related: [related].flat().map((labels: unknown) => ({ labels })) }),
  };
}

/** The filter holds both against an event; where a trigger has either, beginnings find them all. */
function eventNames(names: readonly string[]): object {
  if (names.length === 0) return {};
  if (!names.some((name) => name.endsWith("*"))) return { event: { name: names } };
  return { event: { prefix: names.map((name) => name.replace(/\*$/, "")) } };
}

function isEmpty(specification: unknown): boolean {
  return Object.keys(Object(specification)).length === 0;
}
