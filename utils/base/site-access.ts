import { browser } from 'wxt/browser';

/**
 * The match pattern of a server, with any port: Firefox takes no port in a pattern.
 * @param baseUrl a checked base URL
 */
function originPattern(baseUrl: string): string {
  const { protocol, hostname } = new URL(baseUrl);
  return `${protocol}//${hostname}/*`;
}

/**
 * Asks for access to the server of a base URL, which servers without CORS headers need. Must be
 * called in a click's handler before anything is awaited, else the browsers refuse.
 * @returns whether the user has allowed it
 */
export const requestServerAccess = (baseUrl: string): Promise<boolean> =>
  browser.permissions.request({ origins: [originPattern(baseUrl)] });
