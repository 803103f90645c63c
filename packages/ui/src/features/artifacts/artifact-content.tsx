import type { Artifact } from "@tutti/core/wire/artifact";
import { ArtifactData } from "../../components/artifact/artifact-data.tsx";
import { JsonView } from "../../components/json-view.tsx";

export function ArtifactContent({ artifact }: { artifact: Artifact }) {
  return (
    <article className="artifact-content" aria-label="The artifact" tabIndex={0}>
      {artifact.description === null ? null : <p className="object-note">{artifact.description}</p>}
      <ArtifactData type={artifact.type} data={artifact.data} />
      {artifact.type === "markdown" || artifact.type === "table" ? (
        <details className="artifact-raw">
          <summary>As it was written</summary>
          <JsonView value={artifact.data} label="Data" />
        </details>
      ) : null}
    </article>
  );
}
