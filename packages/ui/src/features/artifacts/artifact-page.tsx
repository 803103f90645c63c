import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { PageFailure } from "../../components/message.tsx";
import { PanelSkeleton } from "../../components/panel-skeleton.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { ArtifactContent } from "./artifact-content.tsx";
import { ArtifactHead } from "./artifact-head.tsx";
import { artifact } from "./artifacts-query.ts";
import "./artifacts-list.css";

const route = getRouteApi("/artifacts/artifact/$id");

/** One artifact, also one without a key. */
export function ArtifactPage() {
  const { id } = route.useParams();
  const query = useQuery(artifact(id));
  const key = query.data?.key ?? null;
  usePageTitle(key ?? "Artifact");
  if (query.isError) return <PageFailure what="This artifact could not be read" error={query.error} />;
  return (
    <div className="page">
      <ArtifactHead title={key ?? query.data?.description ?? "Artifact"} artifact={query.data} versionsOf={key} />
      <div className="artifact-page">
        {query.data === undefined ? <PanelSkeleton /> : <ArtifactContent artifact={query.data} />}
      </div>
    </div>
  );
}
