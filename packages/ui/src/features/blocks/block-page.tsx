import type { BlockDocument } from "@tutti/core/wire/block-document";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { request } from "../../api/http.ts";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { Markdown } from "../../components/artifact/artifact-data.tsx";
import { IconButton } from "../../components/button.tsx";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { CopyButton } from "../../components/copy-button.tsx";
import { Icon } from "../../components/icon.tsx";
import { PageFailure } from "../../components/message.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { referredId } from "./block-values.ts";
import { BLOCK_TOPICS, blockDocument } from "./blocks-query.ts";
import "../../components/artifact/artifact-data.css";
import "../../components/object-head.css";
import "./blocks.css";

const route = getRouteApi("/blocks/block/$id");

export function BlockPage() {
  const { id } = route.useParams();
  const query = useQuery(blockDocument(id));
  useLiveRefetch(["blocks", "document", id], BLOCK_TOPICS);
  usePageTitle(query.data?.name ?? "Block");
  if (query.isError) return <PageFailure what="This block could not be read" error={query.error} />;
  const block = query.data;
  return (
    <div className="page">
      <header className="object-head">
        <nav className="breadcrumb" aria-label="Where this is">
          <Link to="/blocks">Blocks</Link>
        </nav>
        <div className="object-title-line">
          <h1 className="object-title truncate">{block?.name ?? "\u00A0"}</h1>
          <CopyButton text={id} label="Copy the block's id" />
          {block === undefined ? null : <Actions block={block} />}
        </div>
        <div className="object-facts">
          {block === undefined ? null : (
            <>
              <span>
                <span className="muted">type</span> {block.block_type_name}
              </span>
              <span>
                <span className="muted">updated</span> <RelativeTime at={block.updated} />
              </span>
            </>
          )}
        </div>
      </header>
      {block === undefined ? null : <BlockContent block={block} />}
    </div>
  );
}

function BlockContent({ block }: { block: BlockDocument }) {
  const example = block.block_type?.code_example ?? null;
  return (
    <div className="form-page">
      <table className="data-table block-data" aria-label="What it keeps">
        <tbody>
          {Object.entries(block.data).map(([key, value]) => (
            <tr key={key}>
              <td>{key}</td>
              <td>
                <BlockValue block={block} name={key} value={value} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="block-note muted">Secrets are masked here, and sealed where they are kept.</p>
      {example === null ? null : (
        <>
          <h2 className="panel-title">How it is used</h2>
          <Markdown text={example} />
        </>
      )}
    </div>
  );
}

function BlockValue({ block, name, value }: { block: BlockDocument; name: string; value: unknown }) {
  const id = referredId(block, name);
  if (id !== null) {
    return (
      <Link className="link-accent" to="/blocks/block/$id" params={{ id }}>
        another block
      </Link>
    );
  }
  return <code>{typeof value === "string" ? value : JSON.stringify(value, null, 1)}</code>;
}

function Actions({ block: { id, name } }: { block: BlockDocument }) {
  const [isAsking, setIsAsking] = useState(false);
  const navigate = useNavigate();
  const client = useQueryClient();
  return (
    <div className="object-actions">
      <Link className="button button-plain" to="/blocks/block/$id/edit" params={{ id }}>
        <Icon name="edit" />
        Edit
      </Link>
      <IconButton icon="trash" label="Delete the block" onClick={() => setIsAsking(true)} />
      {isAsking ? (
        <ConfirmDialog
          title={`Delete ${name}?`}
          action="Delete the block"
          onClose={() => setIsAsking(false)}
          onConfirm={async () => {
            await request(`/block_documents/${id}`, { method: "DELETE" });
            await navigate({ to: "/blocks" });
            await client.invalidateQueries({ queryKey: ["blocks", "documents"] });
          }}
        >
          What loads it finds nothing from then on; its secrets cannot be brought back.
        </ConfirmDialog>
      ) : null}
    </div>
  );
}
