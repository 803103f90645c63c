import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Empty, Failure } from "../../components/message.tsx";
import { deploymentsPages } from "../deployments/deployments-query.ts";
import type { DeploymentSort } from "../deployments/deployments-search.ts";
import { DeploymentsTable } from "../deployments/deployments-table.tsx";

/** The deployments whose runs go to the pool. */
export function PoolDeployments({ pool }: { pool: string }) {
  const [sort, setSort] = useState<DeploymentSort>("name");
  const query = useInfiniteQuery(deploymentsPages({ pool: [pool], sort }));
  const rows = query.data?.pages.flatMap((page) => page.results) ?? [];
  if (query.isError) return <Failure what="The deployments could not be read" error={query.error} />;
  if (query.isSuccess && rows.length === 0) {
    return (
      <Empty title="No deployment goes here" code={`tutti deploy flows.ts:nightly -n prod -p ${pool}`}>
        <p>A deployment names the pool that its runs wait in.</p>
      </Empty>
    );
  }
  return (
    <DeploymentsTable rows={rows} isLoading={query.isPending} sort={sort} onSort={setSort}>
      {query.hasNextPage ? (
        <div className="list-more">
          <Link className="link-accent" to="/deployments" search={{ pool: [pool] }}>
            All of them
          </Link>
        </div>
      ) : null}
    </DeploymentsTable>
  );
}
