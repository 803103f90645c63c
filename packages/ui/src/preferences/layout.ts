import { createPreference } from "./preference.ts";

export const sidebarPreference = createPreference("tutti.sidebar", ["open", "collapsed"], "open");

/** Single-key shortcuts can be switched off, as WCAG 2.1.4 asks. */
export const shortcutsPreference = createPreference("tutti.shortcuts", ["on", "off"], "on");
