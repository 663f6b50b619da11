import { type Browser, browser } from 'wxt/browser';

/** Requests of the background belong to no tab. */
const noTab = -1;

const escapeRegex = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** A rule for exactly this address: a plain filter would take `*` and `^` in it as wildcards. */
const ruleFor = (id: number, url: string, referer: string): Browser.declarativeNetRequest.Rule => ({
  id,
  condition: {
    regexFilter: `^${escapeRegex(url)}$`,
    isUrlFilterCaseSensitive: true,
    resourceTypes: ['xmlhttprequest', 'other'],
    tabIds: [noTab],
  },
  action: {
    type: 'modifyHeaders',
    requestHeaders: [{ header: 'Referer', operation: 'set', value: referer }],
  },
});

/** What browsers send to another origin by default (`strict-origin-when-cross-origin`), and no more. */
const refererOf = (pageUrl: string): string => `${new URL(pageUrl).origin}/`;

/** The rules left by a background that was ended in the middle of a fetch. Nothing else makes any. */
export async function removeRefererRules(): Promise<void> {
  const rules = await browser.declarativeNetRequest.getSessionRules();
  if (rules.length > 0)
    await browser.declarativeNetRequest.updateSessionRules({
      removeRuleIds: rules.map(({ id }) => id),
    });
}

/** Runs `work` while requests of ours to exactly `url` carry the page as Referer; ends that in any case. */
export async function withReferer<T>(
  url: string,
  pageUrl: string,
  work: () => Promise<T>,
): Promise<T> {
  const { href } = new URL(url);
  const [id = 1] = crypto.getRandomValues(new Uint32Array(1)).map((value) => (value >>> 2) + 1);
  const rule = ruleFor(id, href.replace(/#.*$/, ''), refererOf(pageUrl));
  try {
    await browser.declarativeNetRequest.updateSessionRules({ addRules: [rule] });
    return await work();
  } finally {
    await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: [id] });
  }
}
