import { browser } from 'wxt/browser';

/** The match pattern of a site, with any port: browsers know none for a single one. */
function originPattern(url: string): string {
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/*`;
}

/**
 * Asks for access to the site of an address: of an image's original, or of a server without CORS headers. Must be
 * called in a click's handler before anything is awaited, else the browsers refuse.
 * @param url absolute
 * @returns whether the user has allowed it
 */
export const requestSiteAccess = (url: string): Promise<boolean> =>
  browser.permissions.request({ origins: [originPattern(url)] });

/** Whether the user has allowed access to the site of an address. */
export const hasSiteAccess = (url: string): Promise<boolean> =>
  browser.permissions.contains({ origins: [originPattern(url)] });
