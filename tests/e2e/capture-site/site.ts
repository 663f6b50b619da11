import type { IncomingMessage, ServerResponse } from 'node:http';
import { answers, send, sendNoise } from './answers';
import { siteCases } from './cases';
import { listenBoth, listenPlain, openWebHost } from './listen';
import { casePage, type SiteCase } from './site-case';

/** A site of images in every way a page can carry or spoil them, on two origins. */
export interface Site {
  /** http://127.0.0.1:PORT */
  readonly origin: string;
  /** The same server under another name, and so another origin. */
  readonly other: string;
  /** The same by https, with a certificate that nobody signed. */
  readonly secure: string;
  close(): Promise<void>;
}

/** A page with one image, `src` as given, as large on the page as `style` says. */
const page = (src: string, style: string): string =>
  `<!doctype html><html lang="en"><title>Case: ${src.slice(0, 40)}</title>
  <body style="margin:40px"><figure><img id="case" src="${src}" alt="the case" style="${style}">
  <figcaption>A caption</figcaption></figure>`;

export async function startSite(): Promise<Site> {
  const table = await answers();
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://site');
    const known = table[url.pathname];
    if (known) return void known(request, response);
    if (url.pathname.startsWith('/n/')) return void sendNoise(url, request, response);
    if (url.pathname === '/redirect') {
      const location = url.search.replace(/^\?to=/, '');
      return void response.writeHead(302, { location, 'access-control-allow-origin': '*' }).end();
    }
    const siteCase = siteCases[Number(/^\/case\/(\d+)$/.exec(url.pathname)?.[1] ?? Number.NaN)];
    if (siteCase) {
      const headers = { 'set-cookie': 'member=yes; Path=/', ...siteCase.headers };
      const html = casePage(siteCase, origins);
      return void send('text/html; charset=utf-8', html, headers)(request, response);
    }
    if (url.pathname === '/page') {
      const { src = '', style = 'width:240px;height:160px' } = Object.fromEntries(url.searchParams);
      return void send('text/html', page(src.replaceAll('"', '&quot;'), style))(request, response);
    }
    response.writeHead(404, { 'content-type': 'text/html' });
    response.end('<h1>Not found</h1>');
  };
  const [plain, both] = await Promise.all([listenPlain(answer), listenBoth(answer)]);
  const origins = {
    other: `http://localhost:${plain.port}`,
    plain: `http://${openWebHost}:${plain.port}`,
    both: `http://${openWebHost}:${both.port}`,
  };
  return {
    origin: `http://127.0.0.1:${plain.port}`,
    other: origins.other,
    secure: `https://127.0.0.1:${both.port}`,
    close: async () => void (await Promise.all([plain.close(), both.close()])),
  };
}

/** The address of a page that shows one image. */
export const pageOf = (site: Site, src: string, style = 'width:240px;height:160px'): string =>
  `${site.origin}/page?${new URLSearchParams({ src, style })}`;

/** The address of a case's page. */
export const addressOf = (site: Site, { name, path, isSecure }: SiteCase): string => {
  const index = siteCases.findIndex((siteCase) => siteCase.name === name);
  return `${isSecure ? site.secure : site.origin}${path ?? `/case/${index}`}`;
};
