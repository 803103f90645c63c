import { Icon } from "./icon.tsx";

interface SortHeadProps<S extends string> {
  word: string;
  className?: string;
  sort: S;
  /** The sorts that this column stands for; the first is taken first, and the other where it is already. */
  up?: S;
  down?: S;
  onSort: (sort: S) => void;
}

/** The head of a column by which a table can be sorted. */
export function SortHead<S extends string>({ word, className, sort, up, down, onSort }: SortHeadProps<S>) {
  const direction = sort === up ? "ascending" : sort === down ? "descending" : undefined;
  const first = up ?? down;
  const other = down ?? up;
  return (
    <th className={className} aria-sort={direction}>
      <button
        type="button"
        className="sort-button"
        onClick={() => {
          const next = sort === first ? other : first;
          if (next !== undefined) onSort(next);
        }}
      >
        {word}
        {direction === undefined ? null : <Icon name={direction === "ascending" ? "arrowUp" : "arrowDown"} size={12} />}
      </button>
    </th>
  );
}
