import type { FlowRow } from "@tutti/core/wire/dashboard";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { CopyButton } from "../../components/copy-button.tsx";
import { PageFailure } from "../../components/message.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { rememberItem } from "../../shell/recent-items.ts";
import { RunsList } from "../runs/runs-list.tsx";
import { defined } from "../../url/search-params.ts";
import type { RunsSearch } from "../runs/runs-search.ts";
import { flowRow } from "./flows-query.ts";
import { RunBars } from "../../components/run-bars.tsx";
import { StateTotals } from "../../components/state-totals.tsx";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import "./flows.css";

const route = getRouteApi("/flows/flow/$id");
const BARS = 25;

export function FlowPage() {
  const { id } = route.useParams();
  const options = flowRow(id);
  const flow = useQuery(options);
  useLiveRefetch(options.queryKey);
  const name = flow.data?.name;
  usePageTitle(name ?? "Flow");
  useEffect(() => {
    if (name !== undefined) rememberItem({ kind: "flow", id, name });
  }, [id, name]);
  if (flow.isError) {
    return <PageFailure what="This flow could not be read" error={flow.error} onRetry={() => void flow.refetch()} />;
  }
  return (
    <div className="page">
      <FlowHead id={id} flow={flow.data} />
      <FlowRuns name={name} />
    </div>
  );
}

function FlowHead({ id, flow }: { id: string; flow: FlowRow | undefined }) {
  return (
    <div className="flow-head">
      <div>
        <nav className="breadcrumb" aria-label="Where this is">
          <Link to="/flows">Flows</Link>
        </nav>
        <h1 className="flow-name">{flow?.name ?? "\u00A0"}</h1>
      </div>
      <CopyButton text={id} label="Copy the flow's id" />
      {flow === undefined ? null : (
        <>
          <RunBars runs={flow.recent_runs} slots={BARS} />
          <StateTotals counts={flow.recent_counts} />
        </>
      )}
    </div>
  );
}

function FlowRuns({ name }: { name: string | undefined }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changes: object) => {
    void navigate({ search: (known) => defined({ ...known, ...changes }) as RunsSearch, replace: true });
  };
  if (name === undefined) return null;
  return <RunsList title="Runs" search={{ ...search, flow: [name] }} onChange={change} hasFlow={false} />;
}
