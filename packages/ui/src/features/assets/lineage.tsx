import type { Asset, AssetLineage } from "@tutti/core/wire/asset";
import { Link } from "@tanstack/react-router";
import { useEffect, useMemo, useRef } from "react";
import { StateIcon } from "../../components/state-icon.tsx";
import { parseTime } from "@tutti/core/parse-time";
import { formatRelative } from "../../time/moment.ts";
import { useTenSeconds } from "../../time/ticker.ts";
import { statusOf } from "./asset-status.tsx";
import { shortKey } from "./short-key.ts";
import { lineageLayout, NODE_HEIGHT, NODE_WIDTH, type PlacedNode } from "./lineage-layout.ts";

const PADDING = 20;
const TONES = { made: "completed", failed: "failed", read: "scheduled" } as const;

/** What an asset is made from and what is made from it, from left to right; each leads to its own page. */
export function Lineage({ lineage }: { lineage: AssetLineage }) {
  const scroller = useRef<HTMLDivElement>(null);
  const layout = useMemo(() => lineageLayout(lineage), [lineage]);
  const { asset, relatives, is_truncated: isTruncated } = lineage;
  const byKey = useMemo(() => new Map([asset, ...relatives].map((each) => [each.key, each])), [asset, relatives]);
  const own = layout.nodes.find(({ key }) => key === asset.key);
  const left = own?.x ?? 0;
  useEffect(() => {
    const element = scroller.current;
    if (element !== null) element.scrollLeft = left + NODE_WIDTH / 2 + PADDING - element.clientWidth / 2;
  }, [left]);
  return (
    <div>
      <h2 className="asset-title">Lineage</h2>
      <div ref={scroller} className="lineage" role="region" aria-label="Lineage" tabIndex={0}>
        <div className="lineage-plane" style={{ width: layout.width, height: layout.height }}>
          <svg className="lineage-edges" width={layout.width} height={layout.height} aria-hidden="true">
            {layout.edges.map(({ id, path }) => (
              <path key={id} d={path} />
            ))}
          </svg>
          <ul>
            {layout.nodes.map((node) => {
              const known = byKey.get(node.key);
              return known === undefined ? null : (
                <LineageNode key={node.key} node={node} asset={known} isOwn={node.key === asset.key} />
              );
            })}
          </ul>
        </div>
      </div>
      <p className="asset-note muted">{noteOf(lineage)}</p>
      {isTruncated ? <p className="asset-note muted">There is more: only the nearest are drawn.</p> : null}
    </div>
  );
}

function noteOf({ relatives }: AssetLineage): string {
  const before = relatives.filter(({ distance }) => distance < 0).length;
  const after = relatives.length - before;
  if (relatives.length === 0) return "No run told what it is made from, nor that anything is made from it.";
  return `Made from ${before === 0 ? "nothing that is known" : assetsWord(before)}; ${after === 0 ? "nothing" : assetsWord(after)} made from it.`;
}

function assetsWord(count: number): string {
  return count === 1 ? "1 asset" : `${count} assets`;
}

interface LineageNodeProps {
  node: PlacedNode;
  asset: Asset;
  isOwn: boolean;
}

function LineageNode({ node, asset, isOwn }: LineageNodeProps) {
  const now = useTenSeconds();
  const made = parseTime(asset.made_at);
  const status = statusOf(asset);
  const when = made === null ? "made elsewhere" : `made ${formatRelative(made, now)}`;
  return (
    <li style={{ left: node.x, top: node.y, width: NODE_WIDTH, height: NODE_HEIGHT }} className="lineage-item">
      <Link
        to="/assets/asset"
        search={{ key: asset.key }}
        preload={false}
        className="lineage-node"
        aria-current={isOwn ? "page" : undefined}
        title={asset.key}
        data-tone={TONES[status]}
      >
        <span className="lineage-name">
          <StateIcon tone={TONES[status]} size={12} />
          <span className="truncate">{asset.name ?? shortKey(asset.key)}</span>
        </span>
        <span className="lineage-when muted truncate">{status === "failed" ? `failed, ${when}` : when}</span>
      </Link>
    </li>
  );
}
