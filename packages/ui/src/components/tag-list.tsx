interface TagListProps {
  tags: readonly string[];
  /** How many are shown; the others are counted, and named on hover. */
  shown: number;
  onTag?: (tag: string) => void;
}

export function TagList({ tags, shown, onTag }: TagListProps) {
  const rest = tags.slice(shown);
  return (
    <span className="tags">
      {tags.slice(0, shown).map((tag) =>
        onTag === undefined ? (
          <span key={tag} className="tag">
            {tag}
          </span>
        ) : (
          <button
            key={tag}
            type="button"
            className="tag"
            title={`Show what is tagged ${tag}`}
            onClick={() => onTag(tag)}
          >
            {tag}
          </button>
        ),
      )}
      {rest.length === 0 ? null : (
        <span className="muted" title={rest.join(", ")}>
          +{rest.length}
        </span>
      )}
    </span>
  );
}
