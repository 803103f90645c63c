import { ApiError } from "@tutti/core/errors";
import {
  LEASE_EPOCH_HEADER,
  claim,
  claimBody,
  lease,
  leaseAcquireBody,
  leaseRenewBody,
  leasesRenewBody,
  lostLeases,
  takeBody,
} from "@tutti/core/wire/lease";
import { uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";
import { leaseEpoch } from "./lease-epoch.ts";

const tags = ["Leases"];
const params = z.object({ id: uuid });

/** Who may write for a flow run. */
export const leaseRoutes = [
  defineRoute({
    method: "POST",
    path: "/tutti/flow_runs/{id}/lease",
    summary: "Become the owner of a flow run, with the next epoch",
    tags,
    params,
    body: leaseAcquireBody,
    reply: { 201: lease },
    errors: ["not_found", "conflict"],
    async handle({ params, body }, { store }) {
      const { owner, ttl_seconds, request_id } = body;
      const asked = { id: params.id, owner, ttlSeconds: ttl_seconds, requestId: request_id ?? null };
      return { status: 201, body: await store.command("acquireLease", asked) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/tutti/flow_runs/{id}/claim",
    summary: "Take a flow run, to start its process",
    tags,
    params,
    body: claimBody,
    reply: { 200: claim, 201: claim },
    errors: ["not_found", "conflict"],
    async handle({ params, body }, { store }) {
      const { worker, transition_id, ttl_seconds, labels } = body;
      const asked = { id: params.id, worker, transitionId: transition_id, ttlSeconds: ttl_seconds, labels };
      const { isNew, ...claimed } = await store.command("claimFlowRun", asked);
      return { status: isNew ? 201 : 200, body: claimed };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/tutti/flow_runs/{id}/take",
    summary: "Take a flow run and begin it, in a process that has its flow at hand",
    tags,
    params,
    body: takeBody,
    reply: { 200: claim, 201: claim },
    errors: ["not_found", "conflict"],
    async handle({ params, body }, { store }) {
      const { owner, transition_id, ttl_seconds, labels, update, flow_run_updated, deployment_updated } = body;
      const offered = { flowRunUpdated: flow_run_updated, deploymentUpdated: deployment_updated };
      const lease = { id: params.id, owner, requestId: transition_id, ttlSeconds: ttl_seconds };
      const { isNew, ...taken } = await store.command("takeFlowRun", { ...lease, labels, update, offered });
      return { status: isNew ? 201 : 200, body: taken };
    },
  }),
  defineRoute({
    method: "PATCH",
    path: "/tutti/flow_runs/{id}/lease",
    summary: "Stay the owner of a flow run",
    tags,
    params,
    body: leaseRenewBody,
    reply: { 204: null },
    errors: ["bad_request", "lease_lost"],
    async handle({ params, body, headers }, { store }) {
      const epoch = leaseEpoch(headers);
      if (epoch === null) throw new ApiError("bad_request", `The header ${LEASE_EPOCH_HEADER} is missing`);
      await store.command("renewLease", { id: params.id, epoch, ttlSeconds: body.ttl_seconds });
      return { status: 204 };
    },
  }),
  defineRoute({
    method: "PATCH",
    path: "/tutti/leases",
    summary: "Stay the owner of many flow runs",
    tags,
    body: leasesRenewBody,
    reply: { 200: lostLeases },
    async handle({ body }, { store }) {
      const leases = body.leases.map(({ flow_run_id, epoch }) => ({ id: flow_run_id, epoch }));
      const lost = await store.command("renewLeases", { leases, ttlSeconds: body.ttl_seconds });
      return { status: 200, body: { lost: lost.map(({ id, detail }) => ({ flow_run_id: id, detail })) } };
    },
  }),
];
