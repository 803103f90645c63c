import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { IconButton } from "../components/button.tsx";
import { Icon } from "../components/icon.tsx";
import { sidebarPreference } from "../preferences/layout.ts";
import { usePreference } from "../preferences/preference.ts";
import { PAGES } from "./pages.ts";
import { LiveIndicator } from "./live-indicator.tsx";
import { Logo } from "./logo.tsx";
import { ThemeMenu } from "./theme-menu.tsx";

interface SidebarProps {
  onSearch: () => void;
  onHelp: () => void;
}

const isMac = navigator.userAgent.includes("Mac");

export function Sidebar({ onSearch, onHelp }: SidebarProps) {
  const state = usePreference(sidebarPreference);
  const isCollapsed = state === "collapsed";
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  return (
    <header className="sidebar" data-state={state}>
      <div className="sidebar-top">
        <Link to="/" className="sidebar-brand" aria-label="Tutti: how things stand">
          <Logo />
          <span className="sidebar-word">Tutti</span>
        </Link>
        <span className="sidebar-collapse">
          <IconButton
            icon="sidebar"
            label={isCollapsed ? "Show the sidebar's words" : "Collapse the sidebar"}
            onClick={() => sidebarPreference.write(isCollapsed ? "open" : "collapsed")}
          />
        </span>
      </div>
      <button type="button" className="sidebar-search" onClick={onSearch} title="Search, or jump to an id">
        <Icon name="search" />
        <span className="sidebar-word">Search</span>
        <kbd className="kbd sidebar-word">{isMac ? "⌘K" : "Ctrl K"}</kbd>
      </button>
      <button
        type="button"
        className="icon-button sidebar-menu"
        aria-label="Pages"
        aria-expanded={isMenuOpen}
        aria-controls="pages"
        onClick={() => setIsMenuOpen((wasOpen) => !wasOpen)}
      >
        <Icon name={isMenuOpen ? "close" : "menu"} />
      </button>
      <nav id="pages" aria-label="Pages" className="sidebar-nav" data-open={isMenuOpen ? "" : undefined}>
        {PAGES.map((page) => (
          <NavLink key={page.to} {...page} onFollow={() => setIsMenuOpen(false)} />
        ))}
      </nav>
      <div className="sidebar-foot">
        <LiveIndicator />
        <span className="sidebar-tools">
          <ThemeMenu />
          <IconButton icon="help" label="Keyboard shortcuts" onClick={onHelp} />
        </span>
      </div>
    </header>
  );
}

function NavLink({ to, icon, word, onFollow }: (typeof PAGES)[number] & { onFollow: () => void }) {
  return (
    <Link
      to={to}
      onClick={onFollow}
      className="sidebar-link"
      title={word}
      activeProps={{ "data-active": "" }}
      activeOptions={{ includeSearch: false, exact: to === "/" }}
    >
      <Icon name={icon} />
      <span className="sidebar-word">{word}</span>
    </Link>
  );
}
