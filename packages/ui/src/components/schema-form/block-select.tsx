import type { BlockDocument } from "@tutti/core/wire/block-document";
import { useQuery } from "@tanstack/react-query";
import { request } from "../../api/http.ts";
import type { ControlProps } from "../form/form-field.tsx";
import { blockIdOf, blockReference } from "./form-values.ts";

interface BlockSelectProps {
  control: ControlProps;
  /** Of the block type. */
  slug: string;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** One of the saved blocks of a type. */
export function BlockSelect({ control, slug, value, onChange }: BlockSelectProps) {
  const blocks = useQuery({
    queryKey: ["blocks-of-type", slug],
    queryFn: ({ signal }) => request<BlockDocument[]>(`/block_types/slug/${slug}/block_documents`, { signal }),
  });
  const chosen = blockIdOf(value) ?? "";
  const known = blocks.data ?? [];
  return (
    <select
      {...control}
      className="input"
      value={chosen}
      onChange={(event) => onChange(event.target.value === "" ? undefined : blockReference(event.target.value))}
    >
      <option value="">{known.length === 0 && !blocks.isPending ? `no ${slug} block is saved` : "not given"}</option>
      {chosen !== "" && known.every(({ id }) => id !== chosen) ? <option value={chosen}>{chosen}</option> : null}
      {known.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
