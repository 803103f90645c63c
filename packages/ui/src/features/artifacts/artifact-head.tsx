import type { Artifact } from "@tutti/core/wire/artifact";
import { Link } from "@tanstack/react-router";
import { CopyButton } from "../../components/copy-button.tsx";
import { RelativeTime } from "../../components/time.tsx";
import "../../components/object-head.css";

export function ArtifactHead({ title, artifact }: { title: string; artifact: Artifact | undefined }) {
  return (
    <header className="object-head">
      <nav className="breadcrumb" aria-label="Where this is">
        <Link to="/artifacts">Artifacts</Link>
      </nav>
      <div className="object-title-line">
        <h1 className="object-title truncate">{title}</h1>
        {artifact === undefined ? null : <CopyButton text={artifact.id} label="Copy the artifact's id" />}
      </div>
      <div className="object-facts">
        {artifact === undefined ? null : (
          <>
            <span>
              <span className="muted">type</span> {artifact.type ?? "none"}
            </span>
            <span>
              <span className="muted">made</span> <RelativeTime at={artifact.created} />
            </span>
            {artifact.flow_run_id === null ? null : (
              <Link className="link-accent" to="/runs/run/$id" params={{ id: artifact.flow_run_id }}>
                the run that made it
              </Link>
            )}
          </>
        )}
      </div>
    </header>
  );
}
