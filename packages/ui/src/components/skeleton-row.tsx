export interface SkeletonColumn {
  readonly name: string;
  /** In pixels; null where nothing stands until the rows come. */
  readonly width: number | null;
}

/** Has the shape of a row, so that nothing moves when the rows come. */
export function SkeletonRow({ columns }: { columns: readonly SkeletonColumn[] }) {
  return (
    <tr aria-hidden="true">
      {columns.map(({ name, width }) => (
        <td key={name} className={`col-${name}`}>
          {width === null ? null : <span className="skeleton" style={{ width }} />}
        </td>
      ))}
    </tr>
  );
}
