import { Outlet, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useEffect, useLayoutEffect, useState } from "react";
import { useIsPasswordWanted } from "../api/credentials.ts";
import { Toasts } from "../components/toasts.tsx";
import { usePreference } from "../preferences/preference.ts";
import { zonePreference } from "../preferences/zone.ts";
import { PAGES } from "./pages.ts";
import { Sidebar } from "./sidebar.tsx";
import { useShortcuts } from "./shortcuts.ts";
import "./shell.css";

const CommandPalette = lazy(async () => ({ default: (await import("./command-palette.tsx")).CommandPalette }));
const SignInPage = lazy(async () => ({ default: (await import("./sign-in-page.tsx")).SignInPage }));
const ShortcutHelp = lazy(async () => ({ default: (await import("./shortcut-help.tsx")).ShortcutHelp }));

/** The palette shall open at once: it is fetched as soon as the page has nothing else to do. */
function usePaletteAhead(): void {
  useEffect(() => {
    const timer = setTimeout(() => void import("./command-palette.tsx"), 500);
    return () => clearTimeout(timer);
  }, []);
}

type Overlay = "palette" | "help" | null;

/** What every page stands in: skip link, sidebar, palette, shortcuts. */
export function Shell() {
  const [overlay, setOverlay] = useState<Overlay>(null);
  const close = useCallback(() => setOverlay(null), []);
  const navigate = useNavigate();
  // Whatever tells a time is drawn anew when the zone is another.
  const zone = usePreference(zonePreference);
  const isPasswordWanted = useIsPasswordWanted();
  usePaletteAhead();
  usePaletteKey(useCallback(() => setOverlay((open) => (open === "palette" ? null : "palette")), []));
  useShortcuts({
    "?": () => setOverlay("help"),
    ...Object.fromEntries(PAGES.map(({ keys, to }) => [keys, () => void navigate({ to })])),
    "/": focusSearch,
  });
  return (
    <div className="shell">
      <a href="#main" className="skip-link">
        Skip to the page
      </a>
      <Sidebar onSearch={() => setOverlay("palette")} onHelp={() => setOverlay("help")} />
      <main id="main" tabIndex={-1} className="shell-main">
        <Suspense>{isPasswordWanted ? <SignInPage /> : <Outlet key={zone} />}</Suspense>
      </main>
      <Toasts />
      <Suspense>
        {overlay === "palette" ? <CommandPalette onClose={close} /> : null}
        {overlay === "help" ? <ShortcutHelp onClose={close} /> : null}
      </Suspense>
    </div>
  );
}

/** The page's own search field, marked as such. */
function focusSearch(): void {
  document.querySelector<HTMLInputElement>("input[data-page-search]")?.focus();
}

function usePaletteKey(toggle: () => void): void {
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.shiftKey) return;
      event.preventDefault();
      toggle();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [toggle]);
}
