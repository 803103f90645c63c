import type { Artifact } from "@tutti/core/wire/artifact";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { ApiError } from "../../api/http.ts";
import { PageFailure } from "../../components/message.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { formatAbsolute } from "../../time/moment.ts";
import { defined } from "../../url/search-params.ts";
import { ArtifactDiff } from "./artifact-diff.tsx";
import { ArtifactHead } from "./artifact-head.tsx";
import { ArtifactContent } from "./artifact-content.tsx";
import { ARTIFACT_TOPICS, artifactVersions } from "./artifacts-query.ts";
import type { ArtifactKeySearch } from "./artifacts-search.ts";
import "../../components/form/form.css";
import "./artifacts-list.css";

const route = getRouteApi("/artifacts/key/$key");

/** Everything that was made under a key, one of them shown. */
export function ArtifactKeyPage() {
  const { key } = route.useParams();
  const { version, against } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(artifactVersions(key));
  useLiveRefetch(["artifacts", "key", key], ARTIFACT_TOPICS);
  usePageTitle(key);
  const versions = query.data ?? [];
  const shown = versions.find(({ id }) => id === version) ?? versions[0];
  const other = versions.find(({ id }) => id === against && id !== shown?.id);
  if (query.isError) return <PageFailure what={`The artifacts of ${key} could not be read`} error={query.error} />;
  if (query.isSuccess && shown === undefined) {
    const error = new ApiError(404, `artifacts of ${key}`, "Artifact not found");
    return <PageFailure what={`There is no artifact ${key}`} error={error} />;
  }
  return (
    <div className="page">
      <ArtifactHead title={key} artifact={shown} />
      <div className="artifact-page">
        <div className="artifact-aside">
          {versions.length < 2 || shown === undefined ? null : (
            <AgainstSelect
              versions={versions.filter(({ id }) => id !== shown.id)}
              chosen={other?.id}
              onChoose={(next) =>
                void navigate({
                  search: (known) => defined({ ...known, against: next }) as ArtifactKeySearch,
                  replace: true,
                })
              }
            />
          )}
          <VersionList artifactKey={key} versions={versions} shown={shown?.id} against={other?.id} />
        </div>
        {shown === undefined ? null : <Content shown={shown} other={other} />}
      </div>
    </div>
  );
}

function Content({ shown, other }: { shown: Artifact; other: Artifact | undefined }) {
  return other === undefined ? <ArtifactContent artifact={shown} /> : <ArtifactDiff before={other} after={shown} />;
}

interface AgainstSelectProps {
  /** The others, the newest first. */
  versions: readonly Artifact[];
  chosen: string | undefined;
  onChoose: (id: string | undefined) => void;
}

function AgainstSelect({ versions, chosen, onChoose }: AgainstSelectProps) {
  return (
    <label className="artifact-against">
      <span className="muted">What changed since</span>
      <select
        className="input"
        value={chosen ?? ""}
        onChange={(event) => onChoose(event.target.value === "" ? undefined : event.target.value)}
      >
        <option value="">– not compared –</option>
        {versions.map(({ id, created }) => (
          <option key={id} value={id}>
            {created === null ? id : formatAbsolute(Date.parse(created))}
          </option>
        ))}
      </select>
    </label>
  );
}

interface VersionListProps {
  artifactKey: string;
  versions: readonly Artifact[];
  shown: string | undefined;
  against: string | undefined;
}

function VersionList({ artifactKey: key, versions, shown, against }: VersionListProps) {
  return (
    <nav className="artifact-versions" aria-label="Versions">
      {versions.map(({ id, created, type }) => (
        <Link
          key={id}
          to="/artifacts/key/$key"
          params={{ key }}
          search={(known) => ({ ...known, version: id })}
          replace
          className="artifact-version"
          aria-current={id === shown ? "true" : undefined}
        >
          <RelativeTime at={created} />
          <span className="muted">{id === against ? "compared" : type}</span>
        </Link>
      ))}
    </nav>
  );
}
