import type { SavedSearch } from "@tutti/core/wire/saved-search";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { request } from "../../api/http.ts";
import { readAll } from "../../api/read-all.ts";
import { IconButton } from "../../components/button.tsx";
import { FilterButton } from "../../components/filter-button.tsx";
import { showToast } from "../../components/toasts.tsx";
import { usePreference } from "../../preferences/preference.ts";
import type { RunsSearch } from "./runs-search.ts";
import { isFiltered } from "./runs-search.ts";
import { defaultViewPreference } from "./default-view.ts";
import { isShown, savedViewBody, type SavedView, savedViews } from "./saved-view.ts";
import "./saved-views-button.css";

const QUERY_KEY = ["saved-views"];

interface SavedViewsProps {
  search: RunsSearch;
  onChoose: (search: RunsSearch) => void;
}

/** Filters that somebody gave a name, for everybody to choose. */
export function SavedViewsButton({ search, onChoose }: SavedViewsProps) {
  return (
    <FilterButton name="Views" chosen={null}>
      {(close) => (
        <ViewList
          search={search}
          onChoose={(chosen) => {
            onChoose(chosen);
            close();
          }}
        />
      )}
    </FilterButton>
  );
}

function ViewList({ search, onChoose }: SavedViewsProps) {
  const client = useQueryClient();
  const opensWith = usePreference(defaultViewPreference);
  const views = useQuery({
    queryKey: QUERY_KEY,
    queryFn: async ({ signal }) => savedViews(await readSaved(signal)),
  });
  const refresh = () => client.invalidateQueries({ queryKey: QUERY_KEY });
  const remove = useMutation({
    mutationFn: ({ id }: SavedView) => request(`/saved_searches/${id}`, { method: "DELETE" }),
    onSuccess: (_answer, { id }) => {
      if (opensWith?.id === id) defaultViewPreference.write(null);
    },
    onSettled: refresh,
  });
  return (
    <div className="checklist saved-views">
      {views.data?.length === 0 ? <p className="checklist-note">No view is saved yet.</p> : null}
      {views.isError ? <p className="checklist-note">They could not be read: {views.error.message}</p> : null}
      {(views.data ?? []).map((view) => (
        <div key={view.id} className="saved-view">
          <button
            type="button"
            className="menu-item"
            aria-pressed={isShown(view, search)}
            onClick={() => onChoose(view.search)}
          >
            <span className="truncate">{view.name}</span>
            {isShown(view, search) ? <span className="menu-note">✓</span> : null}
          </button>
          <IconButton
            icon="star"
            label={`Open the runs with ${view.name}`}
            isPressed={opensWith?.id === view.id}
            onClick={() => defaultViewPreference.write(opensWith?.id === view.id ? null : view)}
          />
          <IconButton icon="trash" label={`Delete the view ${view.name}`} onClick={() => remove.mutate(view)} />
        </div>
      ))}
      {opensWith === null ? null : (
        <p className="checklist-note">The runs open with the starred view in this browser.</p>
      )}
      {isFiltered(search) ? (
        <SaveForm search={search} onSaved={refresh} />
      ) : (
        <p className="checklist-note">Filter the runs, and give the filters a name here.</p>
      )}
    </div>
  );
}

function SaveForm({ search, onSaved }: { search: RunsSearch; onSaved: () => Promise<void> }) {
  const [name, setName] = useState("");
  const save = useMutation({
    mutationFn: () =>
      request<SavedSearch>("/saved_searches/", { method: "PUT", body: savedViewBody(name.trim(), search) }),
    onSuccess: ({ id }) => {
      setName("");
      // A name that is given again is the same view with other filters.
      if (defaultViewPreference.read()?.id === id) defaultViewPreference.write({ id, search });
      return onSaved();
    },
    onError: (error) => showToast("failed", `The view could not be saved: ${error.message}`),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "") save.mutate();
  };
  return (
    <form className="saved-view-form" onSubmit={submit}>
      <div className="field">
        <input
          aria-label="Name of the view"
          placeholder="Name these filters, Enter"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
    </form>
  );
}

function readSaved(signal: AbortSignal): Promise<SavedSearch[]> {
  return readAll<SavedSearch>("/saved_searches/filter", {}, { signal });
}
