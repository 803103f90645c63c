import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { ApiError } from "../../api/http.ts";
import { PageFailure } from "../../components/message.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { ArtifactHead } from "./artifact-head.tsx";
import { ArtifactContent } from "./artifact-content.tsx";
import { ARTIFACT_TOPICS, artifactVersions } from "./artifacts-query.ts";
import "./artifacts-list.css";

const route = getRouteApi("/artifacts/key/$key");

/** Everything that was made under a key, one of them shown. */
export function ArtifactKeyPage() {
  const { key } = route.useParams();
  const { version } = route.useSearch();
  const query = useQuery(artifactVersions(key));
  useLiveRefetch(["artifacts", "key", key], ARTIFACT_TOPICS);
  usePageTitle(key);
  const versions = query.data ?? [];
  const shown = versions.find(({ id }) => id === version) ?? versions[0];
  if (query.isError) return <PageFailure what={`The artifacts of ${key} could not be read`} error={query.error} />;
  if (query.isSuccess && shown === undefined) {
    const error = new ApiError(404, `artifacts of ${key}`, "Artifact not found");
    return <PageFailure what={`There is no artifact ${key}`} error={error} />;
  }
  return (
    <div className="page">
      <ArtifactHead title={key} artifact={shown} />
      <div className="artifact-page">
        <nav className="artifact-versions" aria-label="Versions">
          {versions.map(({ id, created, type }) => (
            <Link
              key={id}
              to="/artifacts/key/$key"
              params={{ key }}
              search={{ version: id }}
              replace
              className="artifact-version"
              aria-current={id === shown?.id ? "true" : undefined}
            >
              <RelativeTime at={created} />
              <span className="muted">{type}</span>
            </Link>
          ))}
        </nav>
        {shown === undefined ? null : <ArtifactContent artifact={shown} />}
      </div>
    </div>
  );
}
