import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { noise } from './capture-site/pictures';

/** A site whose picture every page sees, while whoever fetches it once more waits for us. */
export interface HoldingServer {
  /** A page with the picture (or an SVG), as `#case`; each address is another page. */
  pageWith(name: string, file?: 'picture.png' | 'picture.svg'): string;
  /** A page with nothing on it, of the same origin. */
  readonly elsewhere: string;
  readonly pdf: string;
  /** Requests that wait for their answer. */
  held(): number;
  /** Answers those that wait and all that come, with the picture or with a refusal. */
  release(status: 200 | 403): void;
  /** Lets new requests wait again. */
  hold(): void;
  close(): Promise<void>;
}

const pdf = `%PDF-1.1
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 800]/Contents 4 0 R>>endobj
4 0 obj<</Length 30>>stream
1 0 0 rg 20 20 200 100 re f
endstream endobj
trailer<</Root 1 0 R>>`;

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200">
<rect width="300" height="200" fill="teal"/></svg>`;

export async function startHoldingServer(): Promise<HoldingServer> {
  const picture = await noise(240, 160);
  let waiting: ServerResponse[] = [];
  let status: 200 | 403 | undefined;
  const send = (response: ServerResponse, type: string, body: string | Buffer, code = 200) => {
    response.writeHead(code, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
  };
  const answer = (response: ServerResponse, isSeen = false) => {
    const isSvg = response.req.url?.startsWith('/picture.svg');
    if (!isSeen && status === 403) send(response, 'image/png', '', status);
    else send(response, isSvg ? 'image/svg+xml' : 'image/png', isSvg ? svg : picture);
  };
  const server = createServer((request, response) => {
    const { url = '', headers } = request;
    if (url.startsWith('/picture')) {
      const isSeen = headers['sec-fetch-dest'] === 'image';
      if (isSeen || status) answer(response, isSeen);
      else waiting.push(response);
    } else if (url === '/file.pdf') send(response, 'application/pdf', pdf);
    else if (url === '/elsewhere') send(response, 'text/html', '<title>Elsewhere</title>');
    else {
      const { port } = server.address() as AddressInfo;
      const [name, file = 'picture.png'] = url.slice(1).split('?');
      const src = `http://localhost:${port}/${file}?${name}`;
      send(response, 'text/html', `<title>Page</title><img id="case" src="${src}">`);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    pageWith: (name, file) => `${origin}/${name}${file ? `?${file}` : ''}`,
    elsewhere: `${origin}/elsewhere`,
    pdf: `${origin}/file.pdf`,
    held: () => waiting.length,
    release(chosen) {
      status = chosen;
      for (const response of waiting) answer(response);
      waiting = [];
    },
    hold() {
      status = undefined;
      waiting = [];
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
