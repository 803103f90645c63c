import { getRouteApi, Link } from "@tanstack/react-router";
import { usePageTitle } from "../../shell/page-title.ts";
import { defined } from "../../url/search-params.ts";
import { ACTIVITY_RANGE } from "../runs/activity-query.ts";
import { activityTime } from "../runs/activity-chart.tsx";
import { RangeFilter } from "../runs/range-filter.tsx";
import type { RunsSearch } from "../runs/runs-search.ts";
import { SubflowsToggle } from "../runs/subflows-toggle.tsx";
import { TagFilter } from "../runs/tag-filter.tsx";
import { UpcomingRuns } from "../runs/upcoming-runs.tsx";
import { HomeActivity } from "./home-activity.tsx";
import { type HomeSearch, TROUBLE, UNDER_WAY } from "./home-search.ts";
import { PoolsSummary } from "./pools-summary.tsx";
import { RunsSummary } from "./runs-summary.tsx";
import "./home.css";

const route = getRouteApi("/");

/** How things stand, and what needs somebody now. */
export function HomePage() {
  usePageTitle("Home");
  const search = route.useSearch();
  const { tag, subflows } = search;
  const trouble = defined({ tag, subflows, state: TROUBLE, ...activityTime(search) });
  const underWay = defined({ tag, subflows, state: UNDER_WAY });
  return (
    <div className="page home">
      <div className="page-head">
        <h1 className="page-title">Home</h1>
        <HomeFilters search={search} />
      </div>
      <HomeActivity search={search} />
      <div className="home-parts">
        <section className="home-part" aria-labelledby="home-trouble">
          <PartHead id="home-trouble" title="Needs a look" search={trouble} />
          <RunsSummary search={trouble} empty="Nothing failed, nothing is late, nobody is waited for." />
        </section>
        <section className="home-part" aria-labelledby="home-under-way">
          <PartHead id="home-under-way" title="Under way" search={underWay} />
          <RunsSummary search={underWay} empty="Nothing runs at the moment." />
        </section>
        <section className="home-part" aria-labelledby="home-pools">
          <div className="home-part-head">
            <h2 id="home-pools">Work pools</h2>
            <Link className="link-accent" to="/work-pools">
              All
            </Link>
          </div>
          <PoolsSummary />
        </section>
        <section className="home-part" aria-labelledby="home-upcoming">
          <PartHead id="home-upcoming" title="Upcoming" search={{ state: ["SCHEDULED"], sort: "oldest" }} />
          <UpcomingRuns within={{}} shown={8} isBrief />
        </section>
      </div>
    </div>
  );
}

/** Of which runs the page tells. */
function HomeFilters({ search }: { search: HomeSearch }) {
  const navigate = route.useNavigate();
  const change = (changes: object) => {
    void navigate({ search: (known) => defined({ ...known, ...changes }) as HomeSearch, replace: true });
  };
  return (
    <search className="page-tools home-filters">
      <TagFilter chosen={search.tag ?? []} onChange={(tag) => change({ tag: tag.length === 0 ? undefined : tag })} />
      <SubflowsToggle subflows={search.subflows} onChange={change} />
      <RangeFilter search={search} fallback={ACTIVITY_RANGE} onChange={change} />
    </search>
  );
}

function PartHead({ id, title, search }: { id: string; title: string; search: RunsSearch }) {
  return (
    <div className="home-part-head">
      <h2 id={id}>{title}</h2>
      <Link className="link-accent" to="/runs" search={search}>
        All
      </Link>
    </div>
  );
}
