import type { IncomingMessage, ServerResponse } from 'node:http';
import sharp from 'sharp';
import { renderPicture } from '../../gallery/pictures';
import { oddFilesByPath } from './odd-files';
import { animatedGif, blackPng, favicon, noise, unsizedSvg } from './pictures';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** Answers every request with this body. */
export const send =
  (type: string, body: Buffer | string, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', ...headers });
    response.end(body);
  };

/**
 * A picture of any size, under conditions: `/n/240x160.png?cors&cookie&referer&status=403&type=…`; with `of=900x600` a small
 * copy of the one of that size.
 */
export async function sendNoise(url: URL, request: IncomingMessage, response: ServerResponse) {
  const [, width, height] = /^\/n\/(\d+)x(\d+)\.png$/.exec(url.pathname) ?? [];
  const asked = url.searchParams;
  const lacksCookie = asked.has('cookie') && !request.headers.cookie?.includes('member=yes');
  const lacksReferer =
    asked.has('referer') && !/^http:\/\/[\w.]+:\d+\//.test(request.headers.referer ?? '');
  const status = Number(asked.get('status') ?? (lacksCookie || lacksReferer ? 403 : 200));
  response.writeHead(status, {
    'content-type': asked.get('type') ?? 'image/png',
    'cache-control': 'no-store',
    ...(asked.has('cors') ? { 'access-control-allow-origin': '*' } : {}),
  });
  if (status !== 200) return void response.end('<h1>No</h1>');
  const [fullWidth, fullHeight] = asked.get('of')?.split('x') ?? [];
  const full = await noise(Number(fullWidth ?? width), Number(fullHeight ?? height));
  const isCopy = fullWidth !== undefined;
  response.end(
    isCopy ? await sharp(full).resize(Number(width), Number(height)).png().toBuffer() : full,
  );
}

/**
 * Sends a PNG's beginning and then zeros, as fast as they are taken: up to `bytes` in all, or without end. The page's own
 * `<img>` gets the beginning only, and waits: it would take the machine from whoever takes the file.
 */
function sendZeros(
  request: IncomingMessage,
  response: ServerResponse,
  bytes = Number.POSITIVE_INFINITY,
): void {
  const length = Number.isFinite(bytes) ? { 'content-length': bytes } : {};
  response.writeHead(200, {
    'content-type': 'image/png',
    'cache-control': 'no-store', // else a second request may wait for the first one's end
    ...length,
  });
  const begin = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  response.write(begin);
  if (request.headers['sec-fetch-dest'] === 'image') return;
  const chunk = Buffer.alloc(2 ** 20);
  let left = bytes - begin.length;
  const more = () => {
    let isTaken = true;
    while (isTaken && left > 0 && !response.destroyed) {
      isTaken = response.write(left < chunk.length ? chunk.subarray(0, left) : chunk);
      left -= chunk.length;
    }
    if (left <= 0) response.end();
  };
  response.on('drain', more);
  more();
}

/** As buckets and CDNs do: only who asks from another origin hears that it may have the file, and all keep it for long. */
const sendToWhoAsks =
  (body: Buffer): Answer =>
  ({ headers: { origin } }, response) => {
    response.writeHead(200, {
      'content-type': 'image/png',
      'cache-control': 'max-age=3600',
      ...(origin ? { 'access-control-allow-origin': '*' } : {}),
    });
    response.end(body);
  };

/** Longer than a server may be silent, in pieces that come steadily; the page's own `<img>` gets it at once. */
const sendSlowly =
  (body: Buffer): Answer =>
  (request, response) => {
    const pieces = 10;
    const betweenMs = 1_800;
    response.writeHead(200, {
      'content-type': 'image/png',
      'cache-control': 'no-store',
      'content-length': body.length,
    });
    if (request.headers['sec-fetch-dest'] === 'image') return void response.end(body);
    const length = Math.ceil(body.length / pieces);
    let at = 0;
    const timer = setInterval(() => {
      response.write(body.subarray(at, at + length));
      at += length;
      if (at < body.length && !response.destroyed) return;
      clearInterval(timer);
      response.end();
    }, betweenMs);
  };

const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><title>A drawing</title><rect width="300" height="200" fill="teal"/></svg>';

/** Every address of the site but its pages. */
export async function answers(): Promise<Record<string, Answer>> {
  const small = await noise(240, 160);
  const mug = (await renderPicture('mug.jpg')).bytes;
  const open = { 'access-control-allow-origin': '*' };
  const odd = [...(await oddFilesByPath())].map(([path, { type, body }]) => [
    path,
    send(type, body),
  ]);
  return {
    ...Object.fromEntries(odd),
    '/same.png': send('image/png', small),
    '/closed.png': send('image/png', small),
    '/open.png': send('image/png', small, open),
    '/mug.jpg': send('image/jpeg', mug),
    '/wrong-type.png': send('text/plain', small),
    '/small-mug.jpg': send(
      'image/jpeg',
      await sharp(mug).autoOrient().resize(90).jpeg({ quality: 40 }).toBuffer(),
    ),
    '/square-mug.jpg': send(
      'image/jpeg',
      await sharp(mug)
        .autoOrient()
        .resize(150, 150, { fit: 'cover' })
        .jpeg({ quality: 60 })
        .toBuffer(),
    ),
    '/next.png': send(
      'image/png',
      await sharp({ create: { width: 480, height: 320, channels: 3, background: '#b02' } })
        .png()
        .toBuffer(),
    ),
    '/sticker.png': send('image/png', (await renderPicture('sticker.png')).bytes),
    '/harbour.webp': send('image/webp', (await renderPicture('harbour.webp')).bytes),
    '/unsized.svg': send('image/svg+xml', unsizedSvg),
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
    '/endless.png': sendZeros,
    '/huge.png': (request, response) => sendZeros(request, response, 300 * 2 ** 20),
    '/favicon.ico': send('image/x-icon', await favicon()),
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
    '/bucket.png': sendToWhoAsks(small),
    '/slow.png': sendSlowly(await noise(240, 160)),
    '/drawing.svg': send('image/svg+xml', drawing),
    '/page.xhtml': send(
      'application/xhtml+xml',
      '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>A page</title></head><body><p><img id="case" src="/same.png" alt="" width="240" height="160"/></p></body></html>',
    ),
    '/feed.xml': send(
      'text/xml',
      '<?xml version="1.0"?><?xml-stylesheet href="data:text/css,entry{display:block}"?><feed xmlns:h="http://www.w3.org/1999/xhtml"><entry><h:img id="case" src="/same.png" width="240" height="160"/></entry></feed>',
    ),
    '/silent.png': () => {}, // takes the request and never answers
    '/frame': send(
      'text/html',
      '<body style="margin:0"><img id="framed" src="/same.png" alt="in a frame">',
    ),
  };
}
