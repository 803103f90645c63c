import { shown } from "./problem.ts";
import { isSame } from "./value-keywords.ts";
import { problem, type Keyword } from "./walk.ts";

function forArrays(
  judge: (argument: unknown, value: readonly unknown[], site: Parameters<Keyword>[2]) => ReturnType<Keyword>,
): Keyword {
  return (argument, value, site) => (Array.isArray(value) ? judge(argument, value, site) : []);
}

const prefixItems = forArrays((argument, value, site) =>
  Array.isArray(argument)
    ? value.slice(0, argument.length).flatMap((item, at) => site.descend(argument[at], item, [...site.path, at]))
    : [],
);

/** For what comes after the items that have a schema of their own. */
const items = forArrays((argument, value, site) => {
  const { prefixItems: prefix } = site.schema;
  const skipped = Array.isArray(prefix) ? prefix.length : 0;
  if (argument === false && value.length > skipped) {
    return problem(site, "items", `expected at most ${skipped} items but found ${value.length}`);
  }
  return value.slice(skipped).flatMap((item, at) => site.descend(argument, item, [...site.path, at + skipped]));
});

const contains = forArrays((argument, value, site) => {
  const { minContains = 1, maxContains = Infinity } = site.schema;
  const count = value.filter((item) => site.descend(argument, item).length === 0).length;
  if (count < Number(minContains)) return problem(site, "contains", `${shown(value)} has too few items that match`);
  return count > Number(maxContains) ? problem(site, "contains", `${shown(value)} has too many items that match`) : [];
});

const minItems = forArrays((argument, value, site) =>
  value.length < Number(argument)
    ? problem(site, "minItems", `${shown(value)} has fewer than ${shown(argument)} items`)
    : [],
);

const maxItems = forArrays((argument, value, site) =>
  value.length > Number(argument)
    ? problem(site, "maxItems", `${shown(value)} has more than ${shown(argument)} items`)
    : [],
);

const uniqueItems = forArrays((argument, value, site) => {
  const isRepeated = value.some((item, at) => value.slice(0, at).some((other) => isSame(item, other)));
  return argument === true && isRepeated ? problem(site, "uniqueItems", `${shown(value)} has an item twice`) : [];
});

export const ARRAY_KEYWORDS: Readonly<Record<string, Keyword>> = {
  prefixItems,
  items,
  contains,
  minItems,
  maxItems,
  uniqueItems,
};
