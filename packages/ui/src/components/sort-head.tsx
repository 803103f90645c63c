import { Icon } from "./icon.tsx";

interface SortHeadProps<S extends string> {
  word: string;
  className?: string;
  sort: S;
  /** The sorts that this column stands for; the first is taken first, and the other where it is already. */
  up?: S;
  down?: S;
  /** Where the other of the two is taken first: times begin with the newest. */
  isDownFirst?: boolean;
  onSort: (sort: S) => void;
}

/** The head of a column by which a table can be sorted. */
export function SortHead<S extends string>(props: SortHeadProps<S>) {
  const { word, className, sort, up, down, isDownFirst = false, onSort } = props;
  const direction = sort === up ? "ascending" : sort === down ? "descending" : undefined;
  const first = isDownFirst ? (down ?? up) : (up ?? down);
  const other = isDownFirst ? (up ?? down) : (down ?? up);
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
