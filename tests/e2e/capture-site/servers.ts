import { img } from './markup';
import { original, pixels, type SiteCase, screenshot } from './site-case';

/** Servers that ask for something, lie, or never end. */
export const serverCases: readonly SiteCase[] = [
  {
    name: 'other origin, open (CORS)',
    body: img('src="{other}/n/240x160.png?cors"'),
    expected: original(240, 160),
  },
  {
    name: 'other origin, closed',
    body: img('src="{other}/n/240x160.png"'),
    expected: screenshot(240, 160),
  },
  {
    name: 'other origin, open to who asks, in the cache of who did not',
    body: img('src="{other}/bucket.png"'),
    expected: original(240, 160),
  },
  {
    name: 'slow and steady',
    body: img('src="/slow.png"'),
    expected: original(240, 160),
  },
  {
    name: 'redirect to another origin, open',
    body: img('src="/redirect?to={other}/n/240x160.png?cors"'),
    expected: original(240, 160),
  },
  {
    name: 'wrong content type',
    body: img('src="/n/240x160.png?type=text/plain"'),
    expected: original(240, 160),
  },
  {
    name: 'needs the page’s cookie',
    body: img('src="/n/240x160.png?cookie"'),
    expected: original(240, 160),
  },
  {
    name: 'needs the page’s Referer, own origin',
    body: img('src="/n/240x160.png?referer"'),
    expected: original(240, 160),
  },
  {
    name: 'page with a strict CSP',
    headers: { 'content-security-policy': "default-src 'none'; img-src *" },
    body: img('src="{other}/n/240x160.png"'),
    expected: screenshot(240, 160),
  },
  {
    name: 'page with a strict CSP, own file',
    headers: { 'content-security-policy': "default-src 'none'; img-src 'self'" },
    body: img('src="/n/240x160.png"'),
    expected: original(240, 160),
    firefox: {
      expected: pixels(240, 160),
      reason:
        'Firefox holds an extension’s fetch in a page to the page’s CSP; the decoded pixels are the same',
    },
  },
  {
    name: 'not found',
    body: img('src="/n/240x160.png?status=404"'),
    expected: { source: 'failed', code: 'image-not-found' },
  },
  {
    name: 'forbidden',
    body: img('src="/n/240x160.png?status=403"'),
    expected: { source: 'failed', code: 'image-forbidden' },
  },
  {
    name: 'server error',
    body: img('src="/n/240x160.png?status=500"'),
    expected: { source: 'failed', code: 'image-unreachable' },
  },
  {
    name: 'a page sent as an image',
    body: img('src="/page-as-image.png"'),
    expected: { source: 'failed', code: 'image-not-an-image' },
  },
  {
    name: 'empty file',
    body: img('src="/empty.png"'),
    expected: { source: 'failed', code: 'image-empty' },
  },
  {
    name: 'redirect loop',
    body: img('src="/loop"'),
    expected: { source: 'failed', code: 'image-unreachable' },
  },
  {
    name: 'endless file',
    isEndless: true,
    body: img('src="/endless.png"'),
    // Whichever limit comes first: a busy machine takes more than 15 s for the 200 MB.
    expected: { source: 'failed', code: ['image-too-large', 'image-timeout'] },
  },
  {
    name: 'body of 300 MB',
    isEndless: true,
    body: img('src="/huge.png"'),
    expected: { source: 'failed', code: 'image-too-large' },
  },
  {
    name: 'http image on an https page, upgraded, open (CORS)',
    isSecure: true,
    body: img('src="{both}/n/240x160.png?cors"'),
    expected: original(240, 160),
  },
  {
    name: 'http image on an https page, upgraded, closed',
    isSecure: true,
    body: img('src="{both}/n/240x160.png"'),
    expected: screenshot(240, 160),
  },
  {
    name: 'http image on an https page, not to be had by https, open (CORS)',
    isSecure: true,
    body: img('src="{plain}/n/240x160.png?cors"'),
    expected: { source: 'failed', code: 'image-unreachable' },
    firefox: { expected: original(240, 160), reason: 'Firefox still loads it by http' },
  },
  {
    name: 'http image on an https page, not to be had by https, closed',
    isSecure: true,
    body: img('src="{plain}/n/240x160.png"'),
    expected: { source: 'failed', code: 'image-unreachable' },
    firefox: { expected: screenshot(240, 160), reason: 'Firefox still loads it by http' },
  },
];
