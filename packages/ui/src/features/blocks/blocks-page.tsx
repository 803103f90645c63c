import type { BlockDocument } from "@tutti/core/wire/block-document";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { READ_ALL_MAX } from "../../api/read-all.ts";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { Icon } from "../../components/icon.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { Empty } from "../../components/message.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { useFocusStep } from "../../components/use-focus-step.ts";
import { usePageTitle } from "../../shell/page-title.ts";
import { BLOCK_TOPICS, blockDocuments } from "./blocks-query.ts";
import { matching } from "./blocks-search.ts";
import { capabilitiesInWords } from "./capabilities.ts";
import { ResultStorageButton } from "./result-storage.tsx";
import "./blocks.css";

const route = getRouteApi("/blocks");

export function BlocksPage() {
  usePageTitle("Blocks");
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(blockDocuments());
  useLiveRefetch(["blocks", "documents"], BLOCK_TOPICS);
  const all = query.data ?? [];
  const rows = matching(all, q, ({ name, block_type_name }) => [name, block_type_name]);
  return (
    <ListPage
      title="Blocks"
      total={query.isSuccess ? { count: all.length, is_bounded: all.length >= READ_ALL_MAX } : null}
      tools={
        <>
          <ResultStorageButton blocks={all} />
          <Link className="button button-primary" to="/blocks/catalog">
            <Icon name="plus" />
            Add a block
          </Link>
        </>
      }
      filters={
        <SearchField
          label="Search names and types"
          value={q ?? ""}
          isPageSearch
          onChange={(text) => void navigate({ search: text === "" ? {} : { q: text }, replace: true })}
        />
      }
      query={query}
      empty={query.isSuccess && rows.length === 0 ? <NoBlocks isFiltered={all.length > 0} /> : null}
    >
      <BlocksTable rows={rows} isLoading={query.isPending} />
    </ListPage>
  );
}

function BlocksTable({ rows, isLoading }: { rows: BlockDocument[]; isLoading: boolean }) {
  const list = useFocusStep<HTMLDivElement>(".run-link");
  return (
    <div ref={list} className="table-scroll" aria-busy={isLoading}>
      <table className="table blocks-table" aria-label="Blocks">
        <thead>
          <tr>
            <th>Block</th>
            <th className="col-type">Type</th>
            <th className="col-can">Can</th>
            <th className="col-updated">Updated</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <Link to="/blocks/block/$id" params={{ id: row.id }} className="run-link" preload={false}>
                  {row.name}
                </Link>
              </td>
              <td className="col-type">{row.block_type_name}</td>
              <td className="col-can">{capabilitiesInWords(row.block_schema?.capabilities ?? [])}</td>
              <td className="col-updated">
                <RelativeTime at={row.updated} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function NoBlocks({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) return <Empty title="No block matches" />;
  return (
    <Empty title="No blocks yet">
      <p>
        A block keeps how to reach something: credentials, a bucket, a webhook. Flows and deployments name it, and its
        secrets are sealed. Choose a type in{" "}
        <Link className="link-accent" to="/blocks/catalog">
          the catalogue
        </Link>
        .
      </p>
    </Empty>
  );
}
