const WIDTHS = [190, 150, 220, 170];

/** Rows to come, so that what stands below them does not jump. */
export function HomeSkeleton() {
  return WIDTHS.map((width) => (
    <li key={width} className="home-row" aria-hidden="true">
      <span className="home-state">
        <span className="skeleton" style={{ width: 70 }} />
      </span>
      <span className="home-name">
        <span className="skeleton" style={{ width }} />
      </span>
      <span className="skeleton" style={{ width: 60 }} />
    </li>
  ));
}
