import "./panel-skeleton.css";

const WIDTHS = [38, 62, 51, 70, 44, 58];

/** Stands where a panel or a form is about to, unless it comes at once. */
export function PanelSkeleton() {
  return (
    <div className="panel-skeleton" aria-busy="true">
      <span className="visually-hidden">Loading</span>
      {WIDTHS.map((width) => (
        <span key={width} className="skeleton" style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
