import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { renderPage } from './page';
import { isPictureName, renderPicture } from './pictures';

/** A running gallery. */
export interface Gallery {
  /** For example `http://127.0.0.1:8081`, without a slash at the end. */
  readonly origin: string;
  /** Stops listening and drops open connections. */
  close(): Promise<void>;
}

/**
 * Serves the page at `/` (`/?lang=ko` in Korean) and each picture at `/<name>`; `?cors=1` on a picture lets every
 * origin read it. Loopback only.
 * @param options.port TCP port; left out or 0: any free one
 * @throws the error of `listen`, for example EADDRINUSE
 */
export async function startGallery(options: { port?: number } = {}): Promise<Gallery> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      send(
        response,
        500,
        'text/plain; charset=utf-8',
        `The gallery could not draw this: ${String(error)}`,
      );
    });
  });
  const port = await listen(server, options.port ?? 0);
  return { origin: `http://127.0.0.1:${port}`, close: () => close(server) };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const name = url.pathname.slice(1);
  if (name === '') {
    const language = url.searchParams.get('lang') === 'ko' ? 'ko' : 'en';
    send(response, 200, 'text/html; charset=utf-8', renderPage(language));
  } else if (isPictureName(name)) {
    const { bytes, type } = await renderPicture(name);
    if (url.searchParams.get('cors') === '1')
      response.setHeader('access-control-allow-origin', '*');
    send(response, 200, type, bytes);
  } else {
    send(
      response,
      404,
      'text/plain; charset=utf-8',
      `There is no ${url.pathname} here; the page is at /.`,
    );
  }
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
