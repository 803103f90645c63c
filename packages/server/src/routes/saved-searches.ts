import { ApiError } from "@tutti/core/errors";
import { uuid } from "@tutti/core/wire/primitives";
import { savedSearch, savedSearchCreate, savedSearchesFilterBody } from "@tutti/core/wire/saved-search";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const tags = ["SavedSearches"];
const params = z.object({ id: uuid });

export const savedSearchRoutes = [
  defineRoute({
    method: "PUT",
    path: "/saved_searches",
    summary: "Save a search under its name",
    tags,
    body: savedSearchCreate,
    reply: { 200: savedSearch, 201: savedSearch },
    async handle({ body }, { store }) {
      const { search, created } = await store.command("saveSearch", body);
      return { status: created ? 201 : 200, body: search };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/saved_searches/{id}",
    summary: "Read a saved search",
    tags,
    params,
    reply: { 200: savedSearch },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      const search = await store.read("readSavedSearch", params);
      if (search === null) throw new ApiError("not_found", "Saved search not found");
      return { status: 200, body: search };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/saved_searches/filter",
    summary: "List saved searches",
    tags,
    body: savedSearchesFilterBody,
    reply: { 200: z.array(savedSearch) },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("listSavedSearches", body) };
    },
  }),
  defineRoute({
    method: "DELETE",
    path: "/saved_searches/{id}",
    summary: "Delete a saved search",
    tags,
    params,
    reply: { 204: null },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      await store.command("deleteSavedSearch", params);
      return { status: 204 };
    },
  }),
];
