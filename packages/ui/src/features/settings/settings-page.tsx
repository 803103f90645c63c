import { getRouteApi } from "@tanstack/react-router";
import { usePageTitle } from "../../shell/page-title.ts";
import { PreferenceFields } from "./preference-fields.tsx";
import { ServerSettings } from "./server-settings.tsx";
import "../../components/form/form.css";
import "../../components/object-head.css";
import "./settings.css";

const route = getRouteApi("/settings");

/** How this browser shows things, and what the server was told. */
export function SettingsPage() {
  usePageTitle("Settings");
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <div className="page settings">
      <div className="page-head">
        <h1 className="page-title">Settings</h1>
      </div>
      <div className="form-page">
        <h2 className="form-section-title">This browser</h2>
        <PreferenceFields />
        <h2 className="form-section-title settings-server">The server</h2>
        <ServerSettings
          text={q ?? ""}
          onText={(text) => void navigate({ search: text === "" ? {} : { q: text }, replace: true })}
        />
      </div>
    </div>
  );
}
