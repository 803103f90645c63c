import type { BlockDocument } from "@tutti/core/wire/block-document";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { request } from "../../api/http.ts";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { CodeSnippets } from "../../components/code-snippets.tsx";
import { DeleteButton } from "../../components/delete-button.tsx";
import { Icon } from "../../components/icon.tsx";
import { PageFailure } from "../../components/message.tsx";
import { PanelSkeleton } from "../../components/panel-skeleton.tsx";
import { Fact, ObjectHead } from "../../components/object-head.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { snippetsOf } from "./block-snippets.ts";
import { BlockUses } from "./block-uses.tsx";
import { referredId, referredName } from "./block-values.ts";
import { BLOCK_TOPICS, blockDocument } from "./blocks-query.ts";
import { canTry, TestButton } from "./test-button.tsx";
import { capabilitiesInWords } from "./capabilities.ts";
import "../../components/artifact/artifact-data.css";
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
      <ObjectHead
        parents={<Link to="/blocks">Blocks</Link>}
        title={block?.name}
        id={{ text: id, of: "the block's id" }}
        actions={block === undefined ? null : <Actions block={block} />}
        facts={block === undefined ? null : <HeadFacts block={block} />}
      />
      {block === undefined ? <PanelSkeleton /> : <BlockContent block={block} />}
    </div>
  );
}

function HeadFacts({ block }: { block: BlockDocument }) {
  const can = capabilitiesInWords(block.block_schema?.capabilities ?? []);
  return (
    <>
      <Fact word="type">{block.block_type_name}</Fact>
      {can === "" ? null : <Fact word="can">{can}</Fact>}
      <Fact word="updated">
        <RelativeTime at={block.updated} />
      </Fact>
    </>
  );
}

function BlockContent({ block }: { block: BlockDocument }) {
  const slug = block.block_type?.slug ?? "";
  return (
    <div className="form-page block-page">
      <section aria-labelledby="block-data">
        <h2 id="block-data" className="panel-title">
          What it keeps
        </h2>
        <table className="data-table block-data" aria-labelledby="block-data">
          <tbody>
            {Object.entries(block.data).map(([key, value]) => (
              <tr key={key}>
                <th scope="row">{key}</th>
                <td>
                  <BlockValue block={block} name={key} value={value} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="block-note muted">Secrets are masked here, and sealed where they are kept.</p>
      </section>
      <section aria-labelledby="block-load">
        <h2 id="block-load" className="panel-title">
          How it is loaded
        </h2>
        <CodeSnippets label="Languages" snippets={snippetsOf({ slug, name: block.name })} />
      </section>
      <BlockUses id={block.id} />
    </div>
  );
}

function BlockValue({ block, name, value }: { block: BlockDocument; name: string; value: unknown }) {
  const id = referredId(block, name);
  if (id !== null) {
    return (
      <Link className="link-accent" to="/blocks/block/$id" params={{ id }}>
        {referredName(block, name) ?? "another block"}
      </Link>
    );
  }
  return <code>{typeof value === "string" ? value : JSON.stringify(value, null, 1)}</code>;
}

function Actions({ block }: { block: BlockDocument }) {
  const { id, name } = block;
  const navigate = useNavigate();
  const client = useQueryClient();
  return (
    <>
      {canTry(block) ? <TestButton block={block} /> : null}
      <Link className="button button-plain" to="/blocks/block/$id/edit" params={{ id }}>
        <Icon name="edit" />
        Edit
      </Link>
      <DeleteButton
        kind="block"
        name={name}
        onDelete={async () => {
          await request(`/block_documents/${id}`, { method: "DELETE" });
          await navigate({ to: "/blocks" });
          await client.invalidateQueries({ queryKey: ["blocks", "documents"] });
        }}
      >
        What loads it finds nothing from then on; its secrets cannot be brought back.
      </DeleteButton>
    </>
  );
}
