import { lazy, Suspense } from "react";
import { JsonView } from "../json-view.tsx";
import { ArtifactImage } from "./artifact-image.tsx";
import { ArtifactProgress } from "./artifact-progress.tsx";
import { ArtifactTable } from "./artifact-table.tsx";
import "./artifact-data.css";

const LazyMarkdown = lazy(async () => ({ default: (await import("./markdown.tsx")).Markdown }));

/** Text of users as they meant it to look; what reads it is fetched when it is first needed. */
export function Markdown({ text }: { text: string }) {
  return (
    <Suspense fallback={<span className="skeleton" style={{ width: 240 }} />}>
      <LazyMarkdown text={text} />
    </Suspense>
  );
}

/** What an artifact holds, by its type. */
export function ArtifactData({ type, data }: { type: string | null; data: unknown }) {
  if (type === "markdown" && typeof data === "string") {
    return <Markdown text={data} />;
  }
  if (type === "table") return <ArtifactTable data={data} />;
  if (type === "image" && typeof data === "string") return <ArtifactImage address={data} />;
  if (type === "progress") return <ArtifactProgress data={data} />;
  return <JsonView value={data} label="Data" />;
}
