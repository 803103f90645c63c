import type { LiveTopic } from "@tutti/core/wire/live";
import { useQuery } from "@tanstack/react-query";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { Failure } from "../../components/message.tsx";
import { activityTime, RunsFigure } from "../runs/activity-chart.tsx";
import { ActivityFigure } from "../runs/activity-figure.tsx";
import { runsActivity } from "../runs/activity-query.ts";
import type { HomeSearch } from "./home-search.ts";

const TOPICS: readonly LiveTopic[] = ["flow-runs", "events:prefect.task-run."];

/** How much went on, and how it went: runs, and the tasks in them. */
export function HomeActivity({ search }: { search: HomeSearch }) {
  const options = runsActivity(search, true);
  const activity = useQuery(options);
  useLiveRefetch(options.queryKey, TOPICS);
  if (activity.isError) {
    return (
      <Failure what="The activity could not be read" error={activity.error} onRetry={() => void activity.refetch()} />
    );
  }
  return (
    <div className="home-activity">
      <RunsFigure search={search} buckets={activity.data?.flow_runs} />
      <ActivityFigure
        buckets={activity.data === undefined ? undefined : (activity.data.task_runs ?? [])}
        title={(count) => `${count.toLocaleString("en")} task ${count === 1 ? "run" : "runs"}`}
        list={{ to: "/task-runs", search: activityTime(search) }}
      />
    </div>
  );
}
