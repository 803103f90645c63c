import { Link } from "@tanstack/react-router";
import { Empty } from "../components/message.tsx";
import { usePageTitle } from "./page-title.ts";

export function NotFoundPage() {
  usePageTitle("Not found");
  return (
    <Empty title="There is no such page" isPage>
      <p>
        Nothing answers at <code>{location.pathname}</code>. See{" "}
        <Link className="link-accent" to="/runs">
          all runs
        </Link>{" "}
        or{" "}
        <Link className="link-accent" to="/flows">
          all flows
        </Link>
        , or press Ctrl K and paste an id.
      </p>
    </Empty>
  );
}
