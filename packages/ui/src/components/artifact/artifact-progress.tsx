export function ArtifactProgress({ data }: { data: unknown }) {
  const percent = Math.min(100, Math.max(0, typeof data === "number" ? data : Number(data) || 0));
  return (
    <div className="artifact-progress">
      <progress max={100} value={percent} aria-label="Progress" />
      <span>{Math.round(percent * 10) / 10} %</span>
    </div>
  );
}
