import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { Empty, Failure } from "../../components/message.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { useFocusStep } from "../../components/use-focus-step.ts";
import { ObjectHead } from "../../components/object-head.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { BLOCK_TOPICS, blockTypes } from "./blocks-query.ts";
import { matching } from "./blocks-search.ts";
import "../../components/table.css";
import "./blocks.css";

const route = getRouteApi("/blocks/catalog");

/** Every type of block that is known, to make one of it. */
export function CatalogPage() {
  usePageTitle("Catalogue of blocks");
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  const types = useQuery(blockTypes());
  useLiveRefetch(["blocks", "types"], BLOCK_TOPICS);
  const list = useFocusStep<HTMLDivElement>(".catalog-type");
  const rows = matching(types.data ?? [], q, ({ name, slug, description }) => [name, slug, description]);
  return (
    <div className="page">
      <ObjectHead parents={<Link to="/blocks">Blocks</Link>} title="Catalogue" />
      <search className="filter-bar">
        <SearchField
          label="Search types"
          value={q ?? ""}
          isPageSearch
          onChange={(text) => void navigate({ search: text === "" ? {} : { q: text }, replace: true })}
        />
      </search>
      {types.isError ? (
        <Failure what="The types could not be read" error={types.error} onRetry={() => void types.refetch()} />
      ) : null}
      {types.isSuccess && rows.length === 0 ? <Empty title="No type matches" /> : null}
      <div ref={list} className="catalog">
        {rows.map(({ id, slug, name, description }) => (
          <Link key={id} to="/blocks/catalog/$slug/create" params={{ slug }} className="catalog-type" preload={false}>
            <strong>{name}</strong>
            <span className="catalog-words">{description}</span>
          </Link>
        ))}
      </div>
    </div>
  );
}
