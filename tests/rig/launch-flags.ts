import type { Display } from './display';

export type Language = 'en' | 'ko';
export type ColorScheme = 'light' | 'dark';

export interface LaunchOptions {
  /** The built extension: the folder with its manifest.json. */
  extensionPath: string;
  /** The screen to appear on; without it the browser's own choice (`DISPLAY`). Not used when headless. */
  display?: Display;
  headless?: boolean;
  /** Language of the browser, of `chrome.i18n` and of `navigator.language`. Default `en`. */
  lang?: Language;
  colorScheme?: ColorScheme;
  /** A profile folder to use and to keep; without it a temporary one. */
  profile?: string;
  /** More flags for the command line. */
  args?: string[];
  /** Default 0: a free port. */
  debuggingPort?: number;
}

/**
 * What Playwright turns off by a flag of this name, of which the last one counts, and the page of the address bar's
 * suggestions, that each new browser and window loads: a third of the work of a start.
 */
const disabledFeatures = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'WebUIOmniboxPopup',
  'WebUIOmniboxFullPopup',
  'WebUIOmniboxAimPopup',
];

/** Flags for a quiet Chromium that asks nothing and calls nobody, with or without an extension. */
export const engineFlags = (): string[] => [
  '--disable-gpu',
  `--disable-features=${disabledFeatures.join(',')}`,
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--password-store=basic',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), // Chromium's sandbox refuses root
];

/** Chromium's command line for a quiet browser in which our extension is the only one. Pure but for the user's id. */
export function launchFlags(extensionFolder: string, options: LaunchOptions): string[] {
  const { lang = 'en', colorScheme, debuggingPort = 0, args = [], display } = options;
  return [
    `--disable-extensions-except=${extensionFolder}`,
    `--load-extension=${extensionFolder}`,
    `--remote-debugging-port=${debuggingPort}`,
    `--lang=${lang}`,
    `--accept-lang=${lang === 'ko' ? 'ko,en-US' : 'en-US'}`, // navigator.language
    '--window-position=0,0',
    '--window-size=1280,880',
    ...engineFlags(),
    ...(display === undefined || options.headless ? [] : ['--ozone-platform=x11']), // even where Wayland runs
    ...(colorScheme === 'dark' ? ['--force-dark-mode'] : []),
    ...args,
  ];
}

/**
 * Environment for the browser. On Linux the language of `chrome.i18n` comes from here and not from `--lang`. There
 * Chromium's temporary files go into the profile too, to be removed with it after a violent end (on macOS the path
 * of the socket among them would become too long).
 */
export function launchEnvironment(
  profile: string,
  { lang = 'en', display }: LaunchOptions,
): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env))
    if (value !== undefined) env[name] = value;
  const locale = lang === 'ko' ? 'ko_KR.UTF-8' : 'en_US.UTF-8';
  Object.assign(env, { LANGUAGE: lang, LANG: locale, LC_ALL: locale });
  if (display !== undefined) env.DISPLAY = display.name;
  if (process.platform === 'linux') env.TMPDIR = profile;
  return env;
}
