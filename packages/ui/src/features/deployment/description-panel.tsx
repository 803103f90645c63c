import type { Deployment } from "@tutti/core/wire/deployment";
import { Link } from "@tanstack/react-router";
import { Markdown } from "../../components/artifact/artifact-data.tsx";
import { Empty } from "../../components/message.tsx";

/** What people should know of it, as its author wrote it. */
export function DescriptionPanel({ deployment: { id, description } }: { deployment: Deployment }) {
  if (description === null || description.trim() === "") {
    return (
      <Empty title="No description">
        <p>
          A flow’s doc comment becomes its deployment’s description; it may be{" "}
          <Link className="link-accent" to="/deployments/deployment/$id/edit" params={{ id }}>
            written here
          </Link>{" "}
          too, in Markdown.
        </p>
      </Empty>
    );
  }
  return (
    <div className="panel-scroll">
      <Markdown text={description} />
    </div>
  );
}
