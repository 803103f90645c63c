import { unreachable } from "@tutti/core/unreachable";
import type { DeploymentRow } from "@tutti/core/wire/dashboard-work";
import type { Deployment } from "@tutti/core/wire/deployment";
import type { LiveTopic } from "@tutti/core/wire/live";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { PageFailure } from "../../components/message.tsx";
import { Tabs } from "../../components/tabs.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { rememberItem } from "../../shell/recent-items.ts";
import { defined } from "../../url/search-params.ts";
import { deploymentDetails, deploymentRow } from "../deployments/deployments-query.ts";
import { RunsList } from "../runs/runs-list.tsx";
import { UpcomingRuns } from "../runs/upcoming-runs.tsx";
import { ConfigurationPanel } from "./configuration-panel.tsx";
import { DeploymentHead } from "./deployment-head.tsx";
import { DEPLOYMENT_TABS, type DeploymentSearch, type DeploymentTab } from "./deployment-search.ts";
import { DescriptionPanel } from "./description-panel.tsx";
import { ParametersTable } from "./parameters-table.tsx";
import { SchedulesPanel } from "./schedules-panel.tsx";

const route = getRouteApi("/deployments/deployment/$id");
const LIVE: readonly LiveTopic[] = ["flow-runs", "events:prefect.deployment."];

export function DeploymentPage() {
  const { id } = route.useParams();
  const rowOptions = deploymentRow(id);
  const row = useQuery(rowOptions);
  const details = useQuery(deploymentDetails(id));
  useLiveRefetch(["deployment", id], LIVE);
  const name = details.data?.name;
  usePageTitle(name ?? "Deployment");
  useEffect(() => {
    if (name !== undefined) rememberItem({ kind: "deployment", id, name });
  }, [id, name]);
  const failed = [details, row].find((query) => query.isError);
  if (failed?.error) {
    return (
      <PageFailure
        what="This deployment could not be read"
        error={failed.error}
        onRetry={() => void Promise.all([details.refetch(), row.refetch()])}
      />
    );
  }
  return (
    <div className="page">
      <DeploymentHead id={id} row={row.data} details={details.data} />
      {row.data === undefined || details.data === undefined ? null : (
        <DeploymentTabs row={row.data} details={details.data} />
      )}
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

interface DeploymentTabsProps {
  row: DeploymentRow;
  details: Deployment;
}

function DeploymentTabs({ row, details }: DeploymentTabsProps) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changes: object) => {
    void navigate({ search: (known) => defined({ ...known, ...changes }) as DeploymentSearch, replace: true });
  };
  const tab = search.tab ?? "runs";
  const counts: Partial<Record<DeploymentTab, number>> = {
    schedules: row.schedules.length,
    parameters: Object.keys(Object(details.parameter_openapi_schema?.["properties"])).length,
  };
  return (
    <Tabs
      label="About this deployment"
      tabs={DEPLOYMENT_TABS.map((name) => ({ name, words: WORDS[name], count: counts[name] ?? 0 }))}
      chosen={tab}
      onChoose={(next) => change({ tab: next === "runs" ? undefined : next })}
    >
      <Panel tab={tab} row={row} details={details} search={search} onChange={change} />
    </Tabs>
  );
}

interface PanelProps extends DeploymentTabsProps {
  tab: DeploymentTab;
  search: DeploymentSearch;
  onChange: (changes: object) => void;
}

function Panel({ tab, row, details, search, onChange }: PanelProps): ReactNode {
  const { tab: _tab, activity: _activity, flow: _flow, ...filters } = search;
  switch (tab) {
    case "upcoming":
      return <UpcomingRuns within={{ deployment: row.id }} />;
    case "schedules":
      return <SchedulesPanel row={row} parameters={details.parameters} />;
    case "parameters":
      return <ParametersTable deployment={details} />;
    case "configuration":
      return <ConfigurationPanel deployment={details} />;
    case "description":
      return <DescriptionPanel deployment={details} />;
    case "runs":
      return (
        <RunsList
          title={`Runs of ${row.name}`}
          search={{ ...filters, deployment: row.id }}
          onChange={onChange}
          hasFlow={false}
          hasHead={false}
        />
      );
    default:
      return unreachable(tab);
  }
}
