import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { noise } from './capture-site/pictures';

/** A site whose picture every page sees, while whoever fetches it once more waits for us. */
export interface HoldingServer {
  /** A page with the picture, as `#case`; each address is another page. */
  pageWith(name: string): string;
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
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R>>endobj
4 0 obj<</Length 30>>stream
1 0 0 rg 20 20 200 100 re f
endstream endobj
trailer<</Root 1 0 R>>`;

export async function startHoldingServer(): Promise<HoldingServer> {
  const picture = await noise(240, 160);
  let waiting: ServerResponse[] = [];
  let status: 200 | 403 | undefined;
  const answer = (response: ServerResponse) => {
    response.writeHead(status ?? 200, { 'content-type': 'image/png', 'cache-control': 'no-store' });
    response.end(status === 403 ? '' : picture);
  };
  const server = createServer((request, response) => {
    const { url = '', headers } = request;
    const send = (type: string, body: string) => {
      response.writeHead(200, { 'content-type': type }).end(body);
    };
    if (url.startsWith('/picture.png')) {
      if (headers['sec-fetch-dest'] === 'image') response.end(picture);
      else if (status) answer(response);
      else waiting.push(response);
    } else if (url === '/file.pdf') send('application/pdf', pdf);
    else if (url === '/elsewhere') send('text/html', '<title>Elsewhere</title>');
    else {
      const { port } = server.address() as AddressInfo;
      const src = `http://localhost:${port}/picture.png?${url.slice(1)}`;
      send('text/html', `<title>Page</title><img id="case" src="${src}">`);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    pageWith: (name) => `${origin}/${name}`,
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
