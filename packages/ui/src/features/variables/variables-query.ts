import type { VariableUse } from "@tutti/core/wire/variable-uses";
import type { Variable } from "@tutti/core/wire/variable";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request } from "../../api/http.ts";
import { readLive } from "../../api/live.ts";
import { readAll } from "../../api/read-all.ts";
import type { VariablesSearch } from "./variables-search.ts";

export const VARIABLES_TOPIC = "events:prefect.variable.";

/** By name. */
export function variables(search: VariablesSearch) {
  return queryOptions({
    queryKey: ["variables", search],
    queryFn: ({ signal }) =>
      readLive(VARIABLES_TOPIC, () =>
        readAll<Variable>("/variables/filter", variablesFilters(search), { signal, isExact: true }),
      ),
    placeholderData: keepPreviousData,
  });
}

function variablesFilters({ q, tag }: VariablesSearch): object {
  if (q === undefined && tag === undefined) return { variables: null, sort: "NAME_ASC" };
  return {
    variables: {
      ...(q === undefined ? {} : { name: { like_: q } }),
      ...(tag === undefined ? {} : { tags: { all_: tag } }),
    },
    sort: "NAME_ASC",
  };
}

/** What reads a variable. */
export function variableUses(id: string) {
  return queryOptions({
    queryKey: ["variable-uses", id],
    queryFn: ({ signal }) => request<VariableUse[]>(`/tutti/variables/${id}/uses`, { signal }),
  });
}
