import type { BoundedCount } from "@tutti/core/wire/dashboard";
import type { ReactNode } from "react";
import { Failure } from "./message.tsx";
import { Total } from "./total.tsx";
import "./table.css";

interface ListPageProps {
  title: string;
  total?: BoundedCount | null;
  /** Stands beside the total: over which time it was counted. */
  note?: string;
  /** What can be made here. */
  tools?: ReactNode;
  filters?: ReactNode;
  /** Stands between the filters and the list. */
  banner?: ReactNode;
  query: { error: Error | null; refetch: () => unknown };
  /** The page's answer to having nothing to show; null while there is something, or nothing is known yet. */
  empty: ReactNode;
  children: ReactNode;
}

/** A page that lists things: its head, its filters, and the list, or why there is none. */
export function ListPage(props: ListPageProps) {
  const { title, total = null, note, tools, filters, banner, query, empty, children } = props;
  return (
    <div className="page">
      <div className="page-head">
        <h1 className="page-title">{title}</h1>
        <Total total={total} />
        {note === undefined ? null : <span className="muted">{note}</span>}
        {tools === undefined ? null : <div className="page-tools">{tools}</div>}
      </div>
      {filters === undefined ? null : <search className="filter-bar">{filters}</search>}
      {banner}
      {query.error === null ? null : (
        <Failure
          what={`The ${title.toLowerCase()} could not be read`}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {empty ?? children}
    </div>
  );
}

interface MoreProps {
  /** What is listed: "flows". */
  word: string;
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** Reads the next page at the foot of a list. */
export function MoreButton({ word, query }: MoreProps) {
  if (!query.hasNextPage) return null;
  return (
    <div className="list-more">
      <button
        type="button"
        className="button button-plain"
        disabled={query.isFetchingNextPage}
        onClick={() => void query.fetchNextPage()}
      >
        Show more {word}
      </button>
    </div>
  );
}
