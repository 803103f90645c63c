import type { Artifact } from "@tutti/core/wire/artifact";
import { Link } from "@tanstack/react-router";
import { Fact, ObjectHead } from "../../components/object-head.tsx";
import { RelativeTime } from "../../components/time.tsx";

interface ArtifactHeadProps {
  title: string;
  artifact: Artifact | undefined;
  /** The key under which there are more; null where they are on the page already. */
  versionsOf?: string | null;
}

export function ArtifactHead({ title, artifact, versionsOf = null }: ArtifactHeadProps) {
  return (
    <ObjectHead
      parents={<Link to="/artifacts">Artifacts</Link>}
      title={title}
      {...(artifact === undefined ? {} : { id: { text: artifact.id, of: "the artifact's id" } })}
      facts={artifact === undefined ? null : <HeadFacts artifact={artifact} versionsOf={versionsOf} />}
    />
  );
}

function HeadFacts({ artifact, versionsOf }: { artifact: Artifact; versionsOf: string | null }) {
  return (
    <>
      <Fact word="type">{artifact.type ?? "none"}</Fact>
      <Fact word="made">
        <RelativeTime at={artifact.created} />
      </Fact>
      {artifact.flow_run_id === null ? null : (
        <Link className="link-accent" to="/runs/run/$id" params={{ id: artifact.flow_run_id }}>
          the run that made it
        </Link>
      )}
      {versionsOf === null ? null : (
        <Link className="link-accent" to="/artifacts/key/$key" params={{ key: versionsOf }}>
          all versions of {versionsOf}
        </Link>
      )}
    </>
  );
}
