import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { READ_ALL_MAX } from "../../api/read-all.ts";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { FilterButton } from "../../components/filter-button.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { Empty } from "../../components/message.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { useFocusStep } from "../../components/use-focus-step.ts";
import { usePageTitle } from "../../shell/page-title.ts";
import { defined } from "../../url/search-params.ts";
import { ARTIFACT_TOPICS, type LatestArtifact, latestArtifacts } from "./artifacts-query.ts";
import { ARTIFACT_TYPES, type ArtifactsSearch } from "./artifacts-search.ts";
import "./artifacts-list.css";

const route = getRouteApi("/artifacts");

/** The newest artifact of each key. */
export function ArtifactsPage() {
  usePageTitle("Artifacts");
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changes: object) => {
    void navigate({ search: (known) => defined({ ...known, ...changes }) as ArtifactsSearch, replace: true });
  };
  const query = useQuery(latestArtifacts(search));
  useLiveRefetch(["artifacts"], ARTIFACT_TOPICS);
  const rows = query.data ?? [];
  const isFiltered = search.q !== undefined || search.type !== undefined;
  return (
    <ListPage
      title="Artifacts"
      total={query.isSuccess ? { count: rows.length, is_bounded: rows.length >= READ_ALL_MAX } : null}
      filters={
        <>
          <SearchField
            label="Search keys"
            value={search.q ?? ""}
            isPageSearch
            onChange={(q) => change({ q: q === "" ? undefined : q })}
          />
          <TypeFilter search={search} onChange={change} />
        </>
      }
      query={query}
      empty={query.isSuccess && rows.length === 0 ? <NoArtifacts isFiltered={isFiltered} /> : null}
    >
      <ArtifactsTable rows={rows} isLoading={query.isPending} />
    </ListPage>
  );
}

function ArtifactsTable({ rows, isLoading }: { rows: LatestArtifact[]; isLoading: boolean }) {
  const list = useFocusStep<HTMLDivElement>(".run-link");
  return (
    <div ref={list} className="table-scroll" aria-busy={isLoading}>
      <table className="table artifacts-table" aria-label="Artifacts">
        <thead>
          <tr>
            <th className="col-key">Key</th>
            <th className="col-type">Type</th>
            <th>Description</th>
            <th className="col-updated">Updated</th>
            <th className="col-run">Made by</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <Link to="/artifacts/key/$key" params={{ key: row.key }} className="run-link" preload={false}>
                  {row.key}
                </Link>
              </td>
              <td className="col-type">{row.type}</td>
              <td className="col-words">{row.description}</td>
              <td className="col-updated">
                <RelativeTime at={row.updated} />
              </td>
              <td className="col-run">
                {row.flow_run_id === null ? null : (
                  <Link to="/runs/run/$id" params={{ id: row.flow_run_id }} className="link" preload={false}>
                    {row.flow_run_name ?? "a run"}
                  </Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface TypeFilterProps {
  search: ArtifactsSearch;
  onChange: (changes: object) => void;
}

function TypeFilter({ search, onChange }: TypeFilterProps) {
  return (
    <FilterButton name="Type" chosen={search.type ?? null}>
      {(close) => (
        <div className="checklist" role="radiogroup" aria-label="Type">
          {[undefined, ...ARTIFACT_TYPES].map((type) => (
            <label key={type ?? "any"} className="checklist-item">
              <input
                type="radio"
                name="type"
                checked={search.type === type}
                onChange={() => {
                  onChange({ type });
                  close();
                }}
              />
              {type ?? "any"}
            </label>
          ))}
        </div>
      )}
    </FilterButton>
  );
}

const FIRST_ARTIFACT = `import { artifact } from "tutti";

await artifact.markdown({ key: "report", markdown: "# RMSE 6.4" });`;

function NoArtifacts({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) return <Empty title="No artifact matches" />;
  return (
    <Empty title="No artifacts yet" code={FIRST_ARTIFACT}>
      <p>
        What a run makes for people to read stands here by its key: a report, a table, a link, an image, how far it is.
      </p>
    </Empty>
  );
}
