import type { AssetState } from "@tutti/core/asset-report";
import type { AssetTable } from "../tables/asset-tables.ts";
import { fromJson, toJson } from "./json-column.ts";

export function assetFromRow(row: AssetTable): AssetState {
  return {
    key: row.key,
    name: row.name,
    description: row.description,
    url: row.url,
    owners: fromJson(row.owners),
    seenAt: row.seen_at,
    madeAt: row.made_at,
    failedAt: row.failed_at,
    flowRunId: row.flow_run_id,
    taskRunId: row.task_run_id,
    failedFlowRunId: row.failed_flow_run_id,
    madeBy: row.made_by,
  };
}

export function assetRow(asset: AssetState): AssetTable {
  return {
    key: asset.key,
    name: asset.name,
    description: asset.description,
    url: asset.url,
    owners: toJson(asset.owners),
    seen_at: asset.seenAt,
    made_at: asset.madeAt,
    failed_at: asset.failedAt,
    flow_run_id: asset.flowRunId,
    task_run_id: asset.taskRunId,
    failed_flow_run_id: asset.failedFlowRunId,
    made_by: asset.madeBy,
  };
}
