import type { Timeline, TimelineArtifact } from "@tutti/core/wire/dashboard";
import { useQuery } from "@tanstack/react-query";
import { ArtifactData } from "../../../components/artifact/artifact-data.tsx";
import { CopyButton } from "../../../components/copy-button.tsx";
import { Icon, type IconName } from "../../../components/icon.tsx";
import { Empty, Failure } from "../../../components/message.tsx";
import { RelativeTime } from "../../../components/time.tsx";
import { artifactDetails } from "../run-queries.ts";
import "./artifacts.css";
import "../panels.css";

interface ArtifactsPanelProps {
  timeline: Timeline;
  artifactId: string | undefined;
  onArtifact: (id: string) => void;
}

const FIRST_ARTIFACT = `import { artifact } from "tutti";

await artifact.markdown({ key: "report", markdown: "# RMSE 6.4" });`;

/** What the run made for people to read: a list, and the chosen one beside it. */
export function ArtifactsPanel({ timeline, artifactId, onArtifact }: ArtifactsPanelProps) {
  const artifacts = timeline.artifacts.filter((artifact) => artifact.type !== "result");
  const chosen = artifacts.find((artifact) => artifact.id === artifactId) ?? artifacts[0];
  if (chosen === undefined) {
    return (
      <Empty title="No artifacts" code={FIRST_ARTIFACT}>
        Reports, tables, images, links and progress that a flow or task makes stand here.
      </Empty>
    );
  }
  return (
    <div className="artifacts">
      <ul className="artifact-list" aria-label="Artifacts">
        {artifacts.map((artifact) => (
          <li key={artifact.id}>
            <button
              type="button"
              className="artifact-entry"
              aria-current={artifact.id === chosen.id ? "true" : undefined}
              onClick={() => onArtifact(artifact.id)}
            >
              <Icon name={iconOf(artifact)} />
              <span className="truncate">{nameOf(artifact)}</span>
              <span className="artifact-type">{artifact.type ?? "data"}</span>
            </button>
          </li>
        ))}
      </ul>
      <ArtifactView key={chosen.id} artifact={chosen} />
    </div>
  );
}

function iconOf({ type }: TimelineArtifact): IconName {
  if (type === "table") return "table";
  return type === "progress" ? "chart" : "document";
}

function nameOf({ key, type, description }: TimelineArtifact): string {
  return key ?? description ?? `a ${type ?? "data"} artifact`;
}

function ArtifactView({ artifact }: { artifact: TimelineArtifact }) {
  const details = useQuery(artifactDetails(artifact.id));
  return (
    <article className="artifact" aria-label={nameOf(artifact)} tabIndex={0}>
      <header className="artifact-head">
        <h2 className="truncate">{nameOf(artifact)}</h2>
        <span className="muted">
          <RelativeTime at={artifact.created} />
        </span>
        <CopyButton text={artifact.id} label="Copy the artifact's id" />
      </header>
      {artifact.description === null || artifact.key === null ? null : (
        <p className="artifact-note">{artifact.description}</p>
      )}
      {details.isError ? (
        <Failure what="The artifact could not be read" error={details.error} onRetry={() => void details.refetch()} />
      ) : null}
      {details.isPending ? <span className="skeleton" style={{ width: 240 }} /> : null}
      {details.isSuccess ? <ArtifactData type={details.data.type} data={details.data.data} /> : null}
    </article>
  );
}
