import type { History } from "@tutti/core/wire/history";
import { useQuery } from "@tanstack/react-query";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { ActivityFigure } from "./activity-figure.tsx";
import { ACTIVITY_RANGE, runsActivity } from "./activity-query.ts";
import type { RunsSearch } from "./runs-search.ts";
import { RANGE_WORDS, timeIn, type TimeSearch, timeWords } from "./time-search.ts";

/** How many runs began when, over the filtered time. */
export function ActivityChart({ search }: { search: RunsSearch }) {
  const options = runsActivity(search, false);
  useLiveRefetch(options.queryKey);
  const activity = useQuery(options);
  return <RunsFigure search={search} buckets={activity.data?.flow_runs} />;
}

export function RunsFigure({ search, buckets }: { search: RunsSearch; buckets: History | undefined }) {
  const words = timeWords(search) ?? RANGE_WORDS[ACTIVITY_RANGE];
  return (
    <ActivityFigure
      buckets={buckets}
      title={(count) => `${words}: ${count.toLocaleString("en")} ${count === 1 ? "run" : "runs"}`}
      list={{ to: "/runs", search: { ...search, ...activityTime(search) } }}
    />
  );
}

/** The time that was counted, for the list of what was. */
export function activityTime(search: TimeSearch): TimeSearch {
  return timeWords(search) === null ? { range: ACTIVITY_RANGE } : timeIn(search);
}
