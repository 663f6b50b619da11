import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { closeServer, listen } from './listen';

/** Finished pictures that are handed over as links, on the API's origin and on a second one. */
export interface FileShelf {
  /** Keeps a picture. @returns its path, such as `/files/1.png` */
  put(data: Buffer, format: string): string;
  /** Origin of the second server, which is started when first asked for. */
  secondOrigin(): Promise<string>;
  /** Answers a download; `false` when the path is none of the shelf's. */
  serve(request: IncomingMessage, response: ServerResponse): boolean;
  clear(): void;
  close(): Promise<void>;
}

interface ShelvedFile {
  data: Buffer;
  type: string;
}

/** @param prepare is called before each answer of the second server (CORS headers) */
export function createFileShelf(prepare: (response: ServerResponse) => void): FileShelf {
  const files = new Map<string, ShelvedFile>();
  let second: { server: Server; origin: Promise<string> } | undefined;

  const serve: FileShelf['serve'] = (request, response) => {
    const file = files.get(request.url ?? '');
    if (!file) return false;
    response.writeHead(200, { 'content-type': file.type, 'content-length': file.data.length });
    response.end(file.data);
    return true;
  };
  const startSecond = (): { server: Server; origin: Promise<string> } => {
    const server = createServer((request, response) => {
      prepare(response);
      if (!serve(request, response)) response.writeHead(404).end();
    });
    return { server, origin: listen(server, 0) };
  };
  return {
    serve,
    put(data, format) {
      const path = `/files/${files.size + 1}.${format}`;
      files.set(path, { data, type: `image/${format}` });
      return path;
    },
    secondOrigin() {
      second ??= startSecond();
      return second.origin;
    },
    clear: () => files.clear(),
    async close() {
      const server = second?.server;
      if (!server) return;
      await second?.origin;
      await closeServer(server);
    },
  };
}
