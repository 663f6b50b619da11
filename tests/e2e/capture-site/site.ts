import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answers, send, sendNoise } from './answers';
import { siteCases } from './cases';
import { casePage } from './site-case';

/** A site of images in every way a page can carry or spoil them, on two origins. */
export interface Site {
  /** http://127.0.0.1:PORT */
  readonly origin: string;
  /** The same server under another name, and so another origin. */
  readonly other: string;
  close(): Promise<void>;
}

/** A page with one image, `src` as given, as large on the page as `style` says. */
const page = (src: string, style: string): string =>
  `<!doctype html><html lang="en"><title>Case: ${src.slice(0, 40)}</title>
  <body style="margin:40px"><figure><img id="case" src="${src}" alt="the case" style="${style}">
  <figcaption>A caption</figcaption></figure>`;

export async function startSite(): Promise<Site> {
  const table = await answers();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://site');
    const answer = table[url.pathname];
    if (answer) return void answer(request, response);
    if (url.pathname.startsWith('/n/')) return void sendNoise(url, request, response);
    if (url.pathname === '/redirect') {
      const location = url.search.replace(/^\?to=/, '');
      return void response.writeHead(302, { location, 'access-control-allow-origin': '*' }).end();
    }
    const siteCase = siteCases[Number(/^\/case\/(\d+)$/.exec(url.pathname)?.[1] ?? Number.NaN)];
    if (siteCase) {
      const { port } = server.address() as AddressInfo;
      const headers = { 'set-cookie': 'member=yes; Path=/', ...siteCase.headers };
      const html = casePage(siteCase, `http://localhost:${port}`);
      return void send('text/html; charset=utf-8', html, headers)(request, response);
    }
    if (url.pathname === '/page') {
      const { src = '', style = 'width:240px;height:160px' } = Object.fromEntries(url.searchParams);
      return void send('text/html', page(src.replaceAll('"', '&quot;'), style))(request, response);
    }
    response.writeHead(404, { 'content-type': 'text/html' });
    response.end('<h1>Not found</h1>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    other: `http://localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The address of a page that shows one image. */
export const pageOf = (site: Site, src: string, style = 'width:240px;height:160px'): string =>
  `${site.origin}/page?${new URLSearchParams({ src, style })}`;
