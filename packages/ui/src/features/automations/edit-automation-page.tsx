import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { PageFailure } from "../../components/message.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { AutomationForm } from "./automation-form.tsx";
import { automation } from "./automations-query.ts";
import "../../components/object-head.css";
import "./automations.css";

const route = getRouteApi("/automations/automation/$id/edit");

export function EditAutomationPage() {
  const { id } = route.useParams();
  const query = useQuery(automation(id));
  usePageTitle(query.data === undefined ? "Edit" : `Edit ${query.data.name}`);
  if (query.isError) return <PageFailure what="This automation could not be read" error={query.error} />;
  return (
    <div className="page">
      <header className="object-head">
        <nav className="breadcrumb" aria-label="Where this is">
          <Link to="/automations">Automations</Link> /
          <Link to="/automations/automation/$id" params={{ id }}>
            {query.data?.name}
          </Link>
        </nav>
        <h1 className="object-title">Edit {query.data?.name}</h1>
      </header>
      {query.data === undefined ? null : <AutomationForm automation={query.data} />}
    </div>
  );
}
