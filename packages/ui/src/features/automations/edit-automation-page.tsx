import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { PageFailure } from "../../components/message.tsx";
import { PanelSkeleton } from "../../components/panel-skeleton.tsx";
import { ObjectHead } from "../../components/object-head.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { AutomationForm } from "./automation-form.tsx";
import { automation } from "./automations-query.ts";
import "./automations.css";

const route = getRouteApi("/automations/automation/$id/edit");

export function EditAutomationPage() {
  const { id } = route.useParams();
  const query = useQuery(automation(id));
  usePageTitle(query.data === undefined ? "Edit" : `Edit ${query.data.name}`);
  if (query.isError) return <PageFailure what="This automation could not be read" error={query.error} />;
  return (
    <div className="page">
      <ObjectHead
        parents={
          <>
            <Link to="/automations">Automations</Link> /
            <Link to="/automations/automation/$id" params={{ id }}>
              {query.data?.name}
            </Link>
          </>
        }
        title={`Edit ${query.data?.name ?? ""}`}
      />
      {query.data === undefined ? <PanelSkeleton /> : <AutomationForm automation={query.data} />}
    </div>
  );
}
