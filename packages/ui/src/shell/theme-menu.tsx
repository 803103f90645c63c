import { Icon, type IconName } from "../components/icon.tsx";
import { Menu } from "../components/menu.tsx";
import { usePreference } from "../preferences/preference.ts";
import { chooseTheme, type Theme, themePreference, THEMES } from "../preferences/theme.ts";

const ICONS: Record<Theme, IconName> = { system: "system", light: "sun", dark: "moon" };
const WORDS: Record<Theme, string> = { system: "System", light: "Light", dark: "Dark" };

export function ThemeMenu() {
  const theme = usePreference(themePreference);
  return (
    <Menu
      label="Theme"
      triggerClass="icon-button"
      triggerLabel={`Theme: ${WORDS[theme].toLowerCase()}`}
      trigger={<Icon name={ICONS[theme]} />}
      items={THEMES.map((choice) => ({
        label: WORDS[choice],
        icon: ICONS[choice],
        ...(choice === theme ? { note: "✓" } : {}),
        onSelect: () => chooseTheme(choice),
      }))}
    />
  );
}
