import { unreachable } from "@tutti/core/unreachable";
import type { DeploymentRow } from "@tutti/core/wire/dashboard-work";
import type { Deployment } from "@tutti/core/wire/deployment";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type ComponentType, type ReactNode, useEffect } from "react";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { Failure, PageFailure } from "../../components/message.tsx";
import { PanelSkeleton } from "../../components/panel-skeleton.tsx";
import { Tabs } from "../../components/tabs.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { rememberItem } from "../../shell/recent-items.ts";
import { defined } from "../../url/search-params.ts";
import { DEPLOYMENT_TOPICS, deploymentDetails, deploymentRow } from "../deployments/deployments-query.ts";
import { RunsList } from "../runs/runs-list.tsx";
import { UpcomingRuns } from "../runs/upcoming-runs.tsx";
import { ConfigurationPanel } from "./configuration-panel.tsx";
import { DeploymentHead } from "./deployment-head.tsx";
import { DEPLOYMENT_TABS, type DeploymentSearch, type DeploymentTab } from "./deployment-search.ts";
import { DescriptionPanel } from "./description-panel.tsx";
import { ParametersTable } from "./parameters-table.tsx";
import { SchedulesPanel } from "./schedules-panel.tsx";

const route = getRouteApi("/deployments/deployment/$id");

export function DeploymentPage() {
  const { id } = route.useParams();
  const row = useQuery(deploymentRow(id));
  useLiveRefetch(["deployment", id], DEPLOYMENT_TOPICS);
  const name = row.data?.name;
  usePageTitle(name ?? "Deployment");
  useEffect(() => {
    if (name !== undefined) rememberItem({ kind: "deployment", id, name });
  }, [id, name]);
  if (row.isError) {
    return (
      <PageFailure what="This deployment could not be read" error={row.error} onRetry={() => void row.refetch()} />
    );
  }
  return (
    <div className="page">
      <DeploymentHead id={id} row={row.data} />
      {row.data === undefined ? <PanelSkeleton /> : <DeploymentTabs row={row.data} />}
    </div>
  );
}

const WORDS: Record<DeploymentTab, string> = {
  runs: "Runs",
  upcoming: "Upcoming",
  schedules: "Schedules",
  parameters: "Parameters",
  configuration: "Configuration",
  description: "Description",
};

function DeploymentTabs({ row }: { row: DeploymentRow }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changes: object) => {
    void navigate({ search: (known) => defined({ ...known, ...changes }) as DeploymentSearch, replace: true });
  };
  const tab = search.tab ?? "runs";
  const counts: Partial<Record<DeploymentTab, number>> = { schedules: row.schedules.length };
  return (
    <Tabs
      label="About this deployment"
      tabs={DEPLOYMENT_TABS.map((name) => ({ name, words: WORDS[name], count: counts[name] ?? 0 }))}
      chosen={tab}
      onChoose={(next) => change({ tab: next === "runs" ? undefined : next })}
    >
      <Panel tab={tab} row={row} search={search} onChange={change} />
    </Tabs>
  );
}

interface PanelProps {
  tab: DeploymentTab;
  row: DeploymentRow;
  search: DeploymentSearch;
  onChange: (changes: object) => void;
}

function Panel({ tab, row, search, onChange }: PanelProps): ReactNode {
  const { tab: _tab, activity: _activity, flow: _flow, ...filters } = search;
  switch (tab) {
    case "upcoming":
      return <UpcomingRuns within={{ deployment: row.id }} />;
    case "schedules":
      return <SchedulesPanel row={row} />;
    case "parameters":
      return <WithDetails id={row.id} panel={ParametersTable} />;
    case "configuration":
      return <WithDetails id={row.id} panel={ConfigurationPanel} />;
    case "description":
      return <WithDetails id={row.id} panel={DescriptionPanel} />;
    case "runs":
      return (
        <RunsList
          title={`Runs of ${row.name}`}
          search={{ ...filters, within: { deployment: row.id } }}
          onChange={onChange}
          of="deployment"
        />
      );
    default:
      return unreachable(tab);
  }
}

interface WithDetailsProps {
  id: string;
  panel: ComponentType<{ deployment: Deployment }>;
}

/** What is long in a deployment is read when it is looked at. */
function WithDetails({ id, panel: DetailsPanel }: WithDetailsProps) {
  const details = useQuery(deploymentDetails(id));
  if (details.isError) {
    return <Failure what="It could not be read" error={details.error} onRetry={() => void details.refetch()} />;
  }
  return details.data === undefined ? <PanelSkeleton /> : <DetailsPanel deployment={details.data} />;
}
