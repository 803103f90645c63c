import { getRouteApi } from "@tanstack/react-router";
import { IconButton } from "../../components/button.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { ActivityChart } from "./activity-chart.tsx";
import { RunsList } from "./runs-list.tsx";
import { defined } from "../../url/search-params.ts";
import type { RunsSearch } from "./runs-search.ts";
import { SavedViewsButton } from "./saved-views-button.tsx";

const route = getRouteApi("/runs");

export function RunsPage() {
  usePageTitle("Runs");
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changes: object) => {
    void navigate({ search: (known) => defined({ ...known, ...changes }) as RunsSearch, replace: true });
  };
  const { activity, plot, ...filters } = search;
  const show = (view: RunsSearch) => void navigate({ search: defined({ ...view, activity, plot }) as RunsSearch });
  return (
    <RunsList
      title="Runs"
      search={search}
      onChange={change}
      tools={
        <>
          <SavedViewsButton search={filters} onChoose={show} />
          <IconButton
            icon="chart"
            label={activity === "on" ? "Hide the activity" : "Show the activity"}
            isPressed={activity === "on"}
            onClick={() => change({ activity: activity === "on" ? undefined : "on" })}
          />
        </>
      }
      banner={activity === "on" ? <ActivityChart search={filters} /> : null}
    />
  );
}
