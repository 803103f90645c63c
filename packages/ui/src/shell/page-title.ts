import { useEffect } from "react";

/** `Runs · Tutti` on the browser's tab. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Tutti`;
  }, [title]);
}

export type Favicon = "tutti" | "completed" | "failed" | "crashed" | "running" | "waiting" | "paused" | "cancelled";

/** The tab's icon while the component is on screen. */
export function useFavicon(icon: Favicon): void {
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>("#favicon");
    if (link === null) return undefined;
    link.href = `/dashboard/favicon/${icon}.svg`;
    return () => {
      link.href = "/dashboard/favicon/tutti.svg";
    };
  }, [icon]);
}
