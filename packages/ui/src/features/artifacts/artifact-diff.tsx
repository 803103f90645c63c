import type { Artifact } from "@tutti/core/wire/artifact";
import { useMemo } from "react";
import { ArtifactData } from "../../components/artifact/artifact-data.tsx";
import { DiffView } from "../../components/diff-view.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { artifactLines } from "./artifact-lines.ts";

/** What changed from one version to another: lines of what is text, the other kinds beside each other. */
export function ArtifactDiff({ before, after }: { before: Artifact; after: Artifact }) {
  const old = useMemo(() => artifactLines(before), [before]);
  const fresh = useMemo(() => artifactLines(after), [after]);
  return (
    <article className="artifact-content" aria-label="What changed" tabIndex={0}>
      <p className="object-note">
        From the version made <RelativeTime at={before.created} /> to the one made <RelativeTime at={after.created} />.
      </p>
      {after.type === "image" || before.type === "image" ? (
        <div className="artifact-pair">
          {[before, after].map((each) => (
            <div key={each.id}>
              <ArtifactData type={each.type} data={each.data} />
            </div>
          ))}
        </div>
      ) : (
        <DiffView before={old} after={fresh} label="What changed" />
      )}
    </article>
  );
}
