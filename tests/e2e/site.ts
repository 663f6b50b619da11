import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { crc32 } from '../../utils/image/crc32';
import { renderPicture } from '../gallery/pictures';
import { casePage, siteCases } from './site-cases';

/** A site of images in every way a page can carry or spoil them, on two origins. */
export interface Site {
  /** http://127.0.0.1:PORT */
  readonly origin: string;
  /** The same server under another name, and so another origin. */
  readonly other: string;
  close(): Promise<void>;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

const send =
  (type: string, body: Buffer | string, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', ...headers });
    response.end(body);
  };

/** A deterministic picture of soft shapes with grain, so that every pixel differs from its neighbours. */
export const noise = (width: number, height: number): Promise<Buffer> => {
  const pixels = Buffer.alloc(width * height * 3);
  for (let i = 0; i < pixels.length; i++) {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    const shapes = Math.sin(x / 17 + (i % 3)) * Math.cos(y / 13) + Math.sin((x + 2 * y) / 41);
    pixels[i] = 120 + 45 * shapes + ((i * 7919 + (i >> 3) * 104729) % 13);
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
};

/** A picture of any size, under conditions: `/n/240x160.png?cors&cookie&referer&status=403&type=…`. */
async function sendNoise(url: URL, request: IncomingMessage, response: ServerResponse) {
  const [, width, height] = /^\/n\/(\d+)x(\d+)\.png$/.exec(url.pathname) ?? [];
  const asked = url.searchParams;
  const lacksCookie = asked.has('cookie') && !request.headers.cookie?.includes('member=yes');
  const lacksReferer =
    asked.has('referer') && !/\/(case|page)\b/.test(request.headers.referer ?? '');
  const status = Number(asked.get('status') ?? (lacksCookie || lacksReferer ? 403 : 200));
  response.writeHead(status, {
    'content-type': asked.get('type') ?? 'image/png',
    'cache-control': 'no-store',
    ...(asked.has('cors') ? { 'access-control-allow-origin': '*' } : {}),
  });
  response.end(status === 200 ? await noise(Number(width), Number(height)) : '<h1>No</h1>');
}

/** Sends a PNG's beginning and then bytes without end, as fast as they are taken. */
function sendEndless(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'image/png' });
  response.write(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
  const chunk = Buffer.alloc(2 ** 20);
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
}

/** A square black PNG with one bit a pixel: small to send, vast to decode. */
function blackPng(side: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32([body]), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(side * (1 + side / 8)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg"><circle cx="50" cy="40" r="30" fill="teal"/></svg>';

async function animatedGif(): Promise<Buffer> {
  const frames = [0, 120, 240].flatMap((value) => Array<number>(20 * 20 * 3).fill(value));
  return sharp(Buffer.from(frames), { raw: { width: 20, height: 60, channels: 3, pageHeight: 20 } })
    .gif({ delay: [100, 100, 100] })
    .toBuffer();
}

/** Every address of the site but its pages. */
async function answers(): Promise<Record<string, Answer>> {
  const small = await noise(240, 160);
  const mug = (await renderPicture('mug.jpg')).bytes;
  const open = { 'access-control-allow-origin': '*' };
  return {
    '/same.png': send('image/png', small),
    '/closed.png': send('image/png', small),
    '/open.png': send('image/png', small, open),
    '/mug.jpg': send('image/jpeg', mug),
    '/wrong-type.png': send('text/plain', small),
    '/sticker.png': send('image/png', (await renderPicture('sticker.png')).bytes),
    '/harbour.webp': send('image/webp', (await renderPicture('harbour.webp')).bytes),
    '/unsized.svg': send('image/svg+xml', svg),
    '/moving.gif': send('image/gif', await animatedGif()),
    '/dot.png': send('image/png', await noise(1, 1)),
    '/thread.png': send('image/png', await noise(20_000, 20)),
    '/vast.png': send('image/png', blackPng(16_384)),
    '/page-as-image.png': send('image/png', '<!doctype html><title>Sign in</title>'),
    '/empty.png': send('image/png', ''),
    '/cut.jpg': send('image/jpeg', mug.subarray(0, mug.length / 2)),
    '/data-url': send(
      'text/plain',
      `data:image/png;base64,${(await noise(31, 17)).toString('base64')}`,
    ),
    '/wiki/File:mug.jpg': send('text/html', '<title>About this file</title>'),
    '/logout': () => {
      throw new Error('a link beside an image was followed');
    },
    '/loop': (_, response) => void response.writeHead(302, { location: '/loop' }).end(),
    '/endless.png': (_, response) => sendEndless(response),
    // Only the page's own `<img>` gets it.
    '/guarded.png': (request, response) =>
      request.headers['sec-fetch-dest'] === 'image'
        ? send('image/png', small)(request, response)
        : void response.writeHead(403).end(),
    '/red.png': send(
      'image/png',
      await sharp({ create: { width: 160, height: 100, channels: 3, background: '#f00' } })
        .png()
        .toBuffer(),
    ),
    '/silent.png': () => {}, // takes the request and never answers
    '/frame': send(
      'text/html',
      '<body style="margin:0"><img id="framed" src="/same.png" alt="in a frame">',
    ),
  };
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
