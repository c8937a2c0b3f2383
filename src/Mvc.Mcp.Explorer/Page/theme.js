// Light, dark, or as the system has it.

const key = 'mcp-explorer.theme';
const themes = ['auto', 'light', 'dark'];
const texts = { auto: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' };

export function setUpTheme(button) {
  show(localStorage.getItem(key) ?? 'auto');
  button.addEventListener('click', () => show(themes[(themes.indexOf(document.documentElement.dataset.theme) + 1) % themes.length]));

  function show(theme) {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem(key, theme);
    button.setAttribute('aria-label', texts[theme]);
    button.title = texts[theme];
  }
}
