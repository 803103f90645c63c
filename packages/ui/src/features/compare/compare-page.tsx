import { COMPARED_MAX } from "@tutti/core/compared-runs";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { Button } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";
import { Empty, Failure } from "../../components/message.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { defined } from "../../url/search-params.ts";
import { comparedRuns } from "./compare-query.ts";
import type { CompareSearch } from "./compare-search.ts";
import { compare } from "./comparison.ts";
import { ComparisonTable } from "./comparison-table.tsx";
import "./compare.css";

const route = getRouteApi("/runs/compare");

/** Runs beside each other: what they were given, what they did, what came of it. */
export function ComparePage() {
  usePageTitle("Compare runs");
  const { run, show } = route.useSearch();
  const navigate = route.useNavigate();
  const ids = useMemo(() => (run ?? []).slice(0, COMPARED_MAX), [run]);
  const query = useQuery(comparedRuns(ids));
  useLiveRefetch(["compare"]);
  const runs = useMemo(() => (ids.length === 0 ? [] : (query.data ?? [])), [ids, query.data]);
  const groups = useMemo(() => compare(runs), [runs]);
  const isBrief = show === "differences";
  const change = (changes: CompareSearch | { show: undefined }) => {
    void navigate({ search: (known) => defined({ ...known, ...changes }) as CompareSearch, replace: true });
  };
  return (
    <div className="page">
      <CompareHead
        count={runs.length}
        differences={groups.flatMap(({ rows }) => rows.filter((row) => row.isDifferent)).length}
        isBrief={isBrief}
        onBrief={(next) => change({ show: next ? "differences" : undefined })}
      />
      {query.isError ? (
        <Failure what="The runs could not be compared" error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {ids.length === 0 || (query.isSuccess && runs.length === 0) ? (
        <NothingToCompare isAsked={ids.length > 0} />
      ) : null}
      {runs.length === 0 ? null : (
        <ComparisonTable
          runs={runs}
          groups={groups}
          isBrief={isBrief}
          onFirst={(id) => change({ run: [id, ...ids.filter((other) => other !== id)] })}
          onRemove={(id) => change({ run: ids.filter((other) => other !== id) })}
        />
      )}
    </div>
  );
}

interface CompareHeadProps {
  count: number;
  differences: number;
  isBrief: boolean;
  onBrief: (isBrief: boolean) => void;
}

function CompareHead({ count, differences, isBrief, onBrief }: CompareHeadProps) {
  return (
    <div className="page-head compare-page-head">
      <h1 className="page-title">Compare runs</h1>
      {count < 2 ? null : (
        <output className="muted">
          {count} runs,{" "}
          {differences === 0 ? "no differences" : `${differences} ${differences === 1 ? "difference" : "differences"}`}
        </output>
      )}
      <div className="page-tools">
        {count < 2 ? null : (
          <Button isPressed={isBrief} onClick={() => onBrief(!isBrief)}>
            Differences only
          </Button>
        )}
        <Link to="/runs" className="button button-plain">
          <Icon name="runs" />
          Choose runs
        </Link>
      </div>
    </div>
  );
}

function NothingToCompare({ isAsked }: { isAsked: boolean }) {
  return (
    <Empty title={isAsked ? "These runs are gone" : "No runs are chosen"}>
      <p>
        Select two runs or more in a list of runs, and choose Compare: their parameters, times, tasks and artifacts then
        stand here beside each other, with what differs marked.
      </p>
    </Empty>
  );
}
