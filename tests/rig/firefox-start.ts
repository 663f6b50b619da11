import puppeteer, { type Browser } from 'puppeteer-core';
import type { FirefoxOptions } from './firefox';

/** The host part of the extension's own addresses, fixed before the start. */
export const uuid = '11111111-2222-4333-8444-555555555555';

/** Starts the browser, without the extension yet. */
export function startFirefox(
  executablePath: string,
  profile: string,
  id: string,
  { display, localHosts = [], preferences = {} }: FirefoxOptions,
): Promise<Browser> {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: display === undefined,
    ...(display ? { env: { ...process.env, DISPLAY: display.name } } : {}),
    userDataDir: profile,
    // The reaper cleans up, whatever ends this process.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    // Without system access WebDriver BiDi may not touch menu and sidebar.
    // Where nobody looks, the window is about as wide as a sidebar: there is less to draw.
    args: ['--remote-allow-system-access', `--width=${display ? 1280 : 500}`, '--height=880'],
    defaultViewport: null,
    acceptInsecureCerts: true, // local https servers sign their own
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [id]: uuid }),
      // Frames are drawn by the processor here, which all tests share: no more of them than it takes to see that something moves.
      'layout.frame_rate': 20,
      'network.dns.localDomains': localHosts.join(','),
      ...preferences,
    },
  });
}
