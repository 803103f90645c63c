import "./run-head.css";
import "./run-page.css";
import "../../components/table.css";

const BARS = [
  [0, 100],
  [2, 14],
  [16, 30],
  [46, 22],
  [68, 30],
];

/** Has the shape of a run's page. */
export function RunSkeleton() {
  return (
    <div className="page run-page" aria-busy="true" aria-label="Reading the run">
      <div className="run-head">
        <span className="skeleton" style={{ width: 180 }} />
        <div className="run-title-line">
          <span className="skeleton" style={{ width: 240, height: 14 }} />
        </div>
        <div className="run-facts" style={{ height: 24 }}>
          <span className="skeleton" style={{ width: 320 }} />
        </div>
      </div>
      <div className="run-upper run-skeleton-bars">
        {BARS.map(([left, width]) => (
          <span
            key={`${left}`}
            className="skeleton"
            style={{ marginLeft: `${27 + (left ?? 0) * 0.68}%`, width: `${(width ?? 0) * 0.68}%` }}
          />
        ))}
      </div>
    </div>
  );
}
