import type { TimelineArtifact } from "@tutti/core/wire/dashboard";
import { createContext, useContext } from "react";
import { formatAbsolute } from "../../../time/moment.ts";
import { fractionOf, type TimeView } from "./time-scale.ts";

interface Made {
  readonly byNode: ReadonlyMap<string, readonly TimelineArtifact[]>;
  readonly onArtifact: (id: string) => void;
}

/** What was made in a run, for the rows of its timeline. */
export const MadeArtifacts = createContext<Made>({ byNode: new Map(), onArtifact: () => undefined });

/** A mark where a row's run made an artifact; pressing it shows it. By keyboard, the tab of artifacts has them. */
export function ArtifactMarks({ nodeId, view }: { nodeId: string; view: TimeView }) {
  const { byNode, onArtifact } = useContext(MadeArtifacts);
  return (byNode.get(nodeId) ?? []).map((artifact) => {
    const at = Date.parse(artifact.created);
    const fraction = fractionOf(at, view);
    if (fraction < 0 || fraction > 1) return null;
    const name = artifact.key ?? artifact.type ?? "artifact";
    return (
      <button
        key={artifact.id}
        type="button"
        tabIndex={-1}
        className="artifact-mark"
        style={{ left: `${(fraction * 100).toFixed(3)}%` }}
        aria-label={`Show the artifact ${name}`}
        title={`${name}, made ${formatAbsolute(at)}`}
        onPointerDown={(event) => event.stopPropagation()}
        onClick={(event) => {
          event.stopPropagation();
          onArtifact(artifact.id);
        }}
      />
    );
  });
}
