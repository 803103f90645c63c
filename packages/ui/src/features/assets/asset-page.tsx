import type { Asset } from "@tutti/core/wire/asset";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { ApiError, request } from "../../api/http.ts";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { DeleteButton } from "../../components/delete-button.tsx";
import { PageFailure } from "../../components/message.tsx";
import { Fact, ObjectHead } from "../../components/object-head.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { AssetHistory } from "./asset-history.tsx";
import { AssetStatus } from "./asset-status.tsx";
import { assetLineage, assetPath, ASSET_TOPICS } from "./assets-query.ts";
import { Lineage } from "./lineage.tsx";
import { shortKey } from "./short-key.ts";
import "./assets.css";

const route = getRouteApi("/assets/asset");

/** One asset: how fresh it is, what it hangs on, and every time that it was made. */
export function AssetPage() {
  const { key = "" } = route.useSearch();
  const query = useQuery({ ...assetLineage(key), enabled: key !== "" });
  useLiveRefetch(["assets"], ASSET_TOPICS);
  const error = key === "" ? new ApiError(404, "an asset without a key", "Asset not found") : query.error;
  if (error !== null) {
    return (
      <PageFailure what={`The asset ${key} could not be read`} error={error} onRetry={() => void query.refetch()} />
    );
  }
  return (
    <div className="page">
      <AssetHead assetKey={key} asset={query.data?.asset} />
      {query.data === undefined ? null : (
        <div className="asset-panels">
          <Lineage lineage={query.data} />
          <AssetHistory assetKey={key} />
        </div>
      )}
    </div>
  );
}

function AssetHead({ assetKey: key, asset }: { assetKey: string; asset: Asset | undefined }) {
  usePageTitle(asset?.name ?? shortKey(key));
  const isKnown = asset !== undefined;
  return (
    <ObjectHead
      parents={<Link to="/assets">Assets</Link>}
      title={isKnown ? (asset.name ?? asset.key) : undefined}
      id={{ text: key, of: "the asset's key" }}
      actions={isKnown ? <ForgetButton asset={asset} /> : null}
      facts={isKnown ? <AssetFacts asset={asset} /> : null}
    >
      {asset?.description ? <p className="object-note">{asset.description}</p> : null}
    </ObjectHead>
  );
}

function AssetFacts({ asset }: { asset: Asset }) {
  return (
    <>
      <AssetStatus asset={asset} look="pill" />
      <Fact word="made">
        <RelativeTime at={asset.made_at} />
      </Fact>
      <RunFact word="by" run={asset.flow_run} />
      {asset.failed_at === null ? null : (
        <Fact word="last failed">
          <RelativeTime at={asset.failed_at} />
        </Fact>
      )}
      <RunFact word="in" run={asset.failed_flow_run} />
      {asset.made_by === null ? null : <Fact word="with">{asset.made_by}</Fact>}
      {asset.owners.length === 0 ? null : <Fact word="owners">{asset.owners.join(", ")}</Fact>}
      {asset.url === null || !/^https?:/.test(asset.url) ? null : (
        <a className="link-accent" href={asset.url} target="_blank" rel="noreferrer">
          open it
        </a>
      )}
      {asset.name === null ? null : <code className="asset-key-fact">{asset.key}</code>}
    </>
  );
}

function RunFact({ word, run }: { word: string; run: Asset["flow_run"] }) {
  if (run === null) return null;
  return (
    <Fact word={word}>
      <Link className="link-accent" to="/runs/run/$id" params={{ id: run.id }}>
        {run.name}
      </Link>
    </Fact>
  );
}

function ForgetButton({ asset }: { asset: Asset }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  return (
    <DeleteButton
      kind="asset"
      name={asset.name ?? asset.key}
      onDelete={async () => {
        await request(assetPath(asset.key), { method: "DELETE" });
        await navigate({ to: "/assets" });
        await client.invalidateQueries({ queryKey: ["assets"] });
      }}
    >
      It is forgotten here, with its place in the lineage; the data itself is not touched. It comes back when a run
      tells of it again.
    </DeleteButton>
  );
}
