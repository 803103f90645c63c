import { getRouteApi, Link } from "@tanstack/react-router";
import { usePageTitle } from "../../shell/page-title.ts";
import { ActivityChart } from "../runs/activity-chart.tsx";
import { RangeSelect } from "../runs/range-select.tsx";
import type { TimeRange } from "../runs/runs-search.ts";
import { UpcomingRuns } from "../runs/upcoming-runs.tsx";
import { TROUBLE, UNDER_WAY } from "./home-search.ts";
import { PoolsSummary } from "./pools-summary.tsx";
import { RunsSummary } from "./runs-summary.tsx";
import "./home.css";

const route = getRouteApi("/");

/** How things stand, and what needs somebody now. */
export function HomePage() {
  usePageTitle("Home");
  const { range = "24h" } = route.useSearch();
  const navigate = route.useNavigate();
  const choose = (next: TimeRange) => void navigate({ search: next === "24h" ? {} : { range: next }, replace: true });
  return (
    <div className="page home">
      <div className="page-head">
        <h1 className="page-title">Home</h1>
        <div className="page-tools">
          <RangeSelect range={range} onRange={choose} />
        </div>
      </div>
      <ActivityChart search={{ range }} />
      <div className="home-parts">
        <section className="home-part" aria-labelledby="home-trouble">
          <PartHead id="home-trouble" title="Needs a look" states={TROUBLE} range={range} />
          <RunsSummary states={TROUBLE} range={range} empty="Nothing failed, nothing is late, nobody is waited for." />
        </section>
        <section className="home-part" aria-labelledby="home-under-way">
          <PartHead id="home-under-way" title="Under way" states={UNDER_WAY} />
          <RunsSummary states={UNDER_WAY} empty="Nothing runs at the moment." />
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
          <div className="home-part-head">
            <h2 id="home-upcoming">Upcoming</h2>
            <Link className="link-accent" to="/runs" search={{ state: ["SCHEDULED"], sort: "oldest" }}>
              All
            </Link>
          </div>
          <UpcomingRuns within={{}} shown={8} isBrief />
        </section>
      </div>
    </div>
  );
}

interface PartHeadProps {
  id: string;
  title: string;
  states: string[];
  range?: TimeRange;
}

function PartHead({ id, title, states, range }: PartHeadProps) {
  return (
    <div className="home-part-head">
      <h2 id={id}>{title}</h2>
      <Link className="link-accent" to="/runs" search={{ state: states, ...(range === undefined ? {} : { range }) }}>
        All
      </Link>
    </div>
  );
}
