import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { Button } from "../../components/button.tsx";
import { Tabs } from "../../components/tabs.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { defined } from "../../url/search-params.ts";
import { DeploymentLimitsTable } from "./deployment-limits.tsx";
import { GlobalLimits } from "./global-limits.tsx";
import { LimitDialog } from "./limit-dialog.tsx";
import { LIMIT_TOPICS } from "./limits-query.ts";
import type { LimitsSearch, LimitTab } from "./limits-search.ts";
import { TagLimitDialog } from "./tag-limit-dialog.tsx";
import { TagLimits } from "./tag-limits.tsx";

const route = getRouteApi("/concurrency-limits");

const TABS: readonly { name: LimitTab; words: string }[] = [
  { name: "global", words: "Global" },
  { name: "tags", words: "Task tags" },
  { name: "deployments", words: "Deployments" },
];

export function LimitsPage() {
  usePageTitle("Concurrency limits");
  const { tab = "global" } = route.useSearch();
  const navigate = route.useNavigate();
  const [isAdding, setIsAdding] = useState(false);
  useLiveRefetch(["limits"], LIMIT_TOPICS);
  const choose = (next: LimitTab) => {
    const chosen = next === "global" ? undefined : next;
    void navigate({ search: (known) => defined({ ...known, tab: chosen }) as LimitsSearch, replace: true });
  };
  const close = () => setIsAdding(false);
  return (
    <div className="page">
      <div className="page-head">
        <h1 className="page-title">Concurrency limits</h1>
        <div className="page-tools">
          {tab === "deployments" ? null : (
            <Button icon="plus" look="primary" onClick={() => setIsAdding(true)}>
              {tab === "global" ? "Add a limit" : "Limit a tag"}
            </Button>
          )}
        </div>
      </div>
      <Tabs label="Kinds of limits" tabs={TABS} chosen={tab} onChoose={choose}>
        {tab === "global" ? <GlobalLimits /> : null}
        {tab === "tags" ? <TagLimits /> : null}
        {tab === "deployments" ? <DeploymentLimitsTable /> : null}
      </Tabs>
      {isAdding && tab === "global" ? <LimitDialog limit={null} onClose={close} /> : null}
      {isAdding && tab === "tags" ? <TagLimitDialog onClose={close} /> : null}
    </div>
  );
}
