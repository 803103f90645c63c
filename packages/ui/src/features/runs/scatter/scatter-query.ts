import type { RunsScatter } from "@tutti/core/wire/dashboard-runs";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request } from "../../../api/http.ts";
import { readLive } from "../../../api/live.ts";
import { defined } from "../../../url/search-params.ts";
import type { RunsFilterSearch } from "../runs-query.ts";
import { runsFilters } from "../runs-request.ts";

/** The runs of a list as a plot: whichever way the list is sorted. */
export function runsScatter(list: RunsFilterSearch) {
  const search = defined({ ...list, sort: undefined });
  return queryOptions({
    queryKey: ["scatter", search],
    queryFn: ({ signal }) => {
      const { sort: _sort, ...body } = runsFilters(search, Date.now());
      return readLive(
        "flow-runs",
        () => request<RunsScatter>("/tutti/runs/scatter", { method: "POST", body, signal }),
        (scatter) => scatter,
      );
    },
    placeholderData: keepPreviousData,
  });
}
