import type { Asset } from "@tutti/core/wire/asset";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { ListPage, MoreButton } from "../../components/list-page.tsx";
import { Empty } from "../../components/message.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { SkeletonRow } from "../../components/skeleton-row.tsx";
import { SortHead } from "../../components/sort-head.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { useFocusStep } from "../../components/use-focus-step.ts";
import { usePageTitle } from "../../shell/page-title.ts";
import { defined } from "../../url/search-params.ts";
import { AssetStatus } from "./asset-status.tsx";
import { ASSET_TOPICS, assetPages } from "./assets-query.ts";
import type { AssetSort, AssetsSearch } from "./assets-search.ts";
import { shortKey } from "./short-key.ts";
import "./assets.css";

const route = getRouteApi("/assets");

/** Data that runs make and read, and how fresh it is. */
export function AssetsPage() {
  usePageTitle("Assets");
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changes: object) => {
    void navigate({ search: (known) => defined({ ...known, ...changes }) as AssetsSearch, replace: true });
  };
  const query = useInfiniteQuery(assetPages(search));
  useLiveRefetch(["assets"], ASSET_TOPICS);
  const rows = query.data?.pages.flatMap((page) => page.results) ?? [];
  return (
    <ListPage
      title="Assets"
      total={query.data?.pages[0]?.total ?? null}
      filters={
        <SearchField
          label="Search keys and names"
          value={search.q ?? ""}
          isPageSearch
          onChange={(q) => change({ q: q === "" ? undefined : q })}
        />
      }
      query={query}
      empty={query.isSuccess && rows.length === 0 ? <NoAssets isFiltered={search.q !== undefined} /> : null}
    >
      <AssetsTable
        rows={rows}
        isLoading={query.isPending}
        sort={search.sort ?? "recent"}
        onSort={(sort) => change({ sort: sort === "recent" ? undefined : sort })}
        more={<MoreButton word="assets" query={query} />}
      />
    </ListPage>
  );
}

interface AssetsTableProps {
  rows: readonly Asset[];
  isLoading: boolean;
  sort: AssetSort;
  onSort: (sort: AssetSort) => void;
  more: ReactNode;
}

const SKELETONS = Array.from({ length: 8 }, (_, index) => index);
const COLUMNS = [
  { name: "asset", width: 240 },
  { name: "status", width: 70 },
  { name: "made", width: 64 },
  { name: "run", width: 110 },
  { name: "owners", width: null },
  { name: "seen", width: 64 },
];

function AssetsTable({ rows, isLoading, sort, onSort, more }: AssetsTableProps) {
  const list = useFocusStep<HTMLDivElement>(".run-link");
  return (
    <div ref={list} className="table-scroll" aria-busy={isLoading}>
      <table className="table assets-table" aria-label="Assets">
        <thead>
          <tr>
            <SortHead word="Asset" className="col-asset" sort={sort} up="key" onSort={onSort} />
            <th className="col-status">Last attempt</th>
            <th className="col-made">Last made</th>
            <th className="col-run">By</th>
            <th className="col-owners">Owners</th>
            <SortHead word="Last seen" className="col-seen" sort={sort} down="recent" onSort={onSort} />
          </tr>
        </thead>
        <tbody>
          {isLoading ? SKELETONS.map((key) => <SkeletonRow key={key} columns={COLUMNS} />) : null}
          {rows.map((row) => (
            <AssetRow key={row.key} row={row} />
          ))}
        </tbody>
      </table>
      {more}
    </div>
  );
}

function AssetRow({ row }: { row: Asset }) {
  return (
    <tr>
      <td title={row.key}>
        <Link to="/assets/asset" search={{ key: row.key }} className="run-link" preload={false}>
          {row.name ?? shortKey(row.key)}
        </Link>
        <span className="asset-key muted">{row.key}</span>
      </td>
      <td className="col-status">
        <AssetStatus asset={row} />
      </td>
      <td className="col-made">
        <RelativeTime at={row.made_at} />
      </td>
      <td className="col-run">
        {row.flow_run === null ? (
          <span className="muted">–</span>
        ) : (
          <Link to="/runs/run/$id" params={{ id: row.flow_run.id }} className="link" preload={false}>
            {row.flow_run.name}
          </Link>
        )}
      </td>
      <td className="col-owners">{row.owners.join(", ")}</td>
      <td className="col-seen">
        <RelativeTime at={row.seen_at} />
      </td>
    </tr>
  );
}

const FIRST_ASSET = `from prefect.assets import materialize

@materialize("s3://lake/features.parquet", asset_deps=["s3://lake/raw.parquet"])
def features(): ...`;

function NoAssets({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) return <Empty title="No asset matches" />;
  return (
    <Empty title="No assets yet" code={FIRST_ASSET}>
      <p>
        Data that runs tell to have made, or to have read, stands here by its key: when it was made last, by which run,
        from what, and what is made from it.
      </p>
    </Empty>
  );
}
