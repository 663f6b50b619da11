import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Behaviour, defaultBehaviour } from './behaviour';
import { allowAnyOrigin, answerPreflight } from './cors';
import type { Exchange } from './exchange';
import { createFileShelf } from './file-shelf';
import { closeServer, listen } from './listen';
import { type RecordedRequest, recordRequest } from './recorder';
import { answer } from './router';
import { isApiPath } from './routes';

export interface ImagesServerOptions {
  /** 0 (default) = any free port. */
  port?: number;
  /** The one key that is let in. Default `sk-local-repaint`. */
  apiKey?: string;
  /** CORS headers; `behave({ cors })` changes it later. Default true. */
  cors?: boolean;
}

export interface ImagesServer {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  /** `${origin}/v1` */
  baseUrl: string;
  apiKey: string;
  /** Every request to the API, in order. */
  requests: RecordedRequest[];
  /** Changes how the requests that follow are answered. */
  behave(behaviour: Partial<Behaviour>): void;
  /** Answers at once those whose headers are delayed, and delays no more. */
  release(): void;
  /** Default behaviour, no requests remembered. */
  reset(): void;
  /** Stops, dropping open sockets. */
  close(): Promise<void>;
}

/**
 * A real HTTP server on loopback that speaks the OpenAI Images API.
 * @throws when the port is taken
 */
export async function startImagesServer(options: ImagesServerOptions = {}): Promise<ImagesServer> {
  const { port = 0, apiKey = 'sk-local-repaint', cors = true } = options;
  const defaults: Behaviour = { ...defaultBehaviour, cors };
  const live: Behaviour = { ...defaults };
  const requests: RecordedRequest[] = [];
  let resets = 0;
  let release = new AbortController();
  const files = createFileShelf((response) => prepare(response, live));

  const server = createServer((request, response) => {
    prepare(response, live);
    if (request.method === 'OPTIONS' && live.cors) {
      answerPreflight(request, response);
    } else if (!files.serve(request, response)) {
      const came = resets;
      const observed = observe(request, response, (record) => {
        // One that came before a reset belongs to the test before.
        if (isApiPath(record.path) && came === resets) requests.push(record);
      });
      const how = { behaviour: { ...live }, released: release.signal };
      void answer({ request, response, files, ...how, ...observed }, apiKey, live);
    }
  });
  const origin = await listen(server, port);
  return {
    origin,
    baseUrl: `${origin}/v1`,
    apiKey,
    requests,
    behave(behaviour) {
      Object.assign(live, behaviour);
    },
    release() {
      live.delayBeforeHeadersMs = 0;
      release.abort();
      release = new AbortController();
    },
    reset() {
      Object.assign(live, defaults);
      resets += 1;
      requests.length = 0;
      files.clear();
    },
    async close() {
      await Promise.all([closeServer(server), files.close()]);
    },
  };
}

function prepare(response: ServerResponse, { cors }: Behaviour): void {
  if (cors) allowAnyOrigin(response);
}

/**
 * Starts the record of a request and notes how its answer ends.
 * @param keep gets the record once: when it is whole, or when the client has hung up before
 */
function observe(
  request: IncomingMessage,
  response: ServerResponse,
  keep: (record: RecordedRequest) => void,
): Pick<Exchange, 'record' | 'keepRecord' | 'signal' | 'drop'> {
  const record = recordRequest(request);
  let isKept = false;
  const keepRecord = (): void => {
    if (!isKept) keep(record);
    isKept = true;
  };
  const gone = new AbortController();
  let dropped = false;
  response.setHeader('x-request-id', record.id);
  response.on('finish', () => {
    record.answeredAt = Date.now();
  });
  response.on('close', () => {
    if (!response.writableFinished && !dropped) record.disconnectedAt = Date.now();
    keepRecord();
    gone.abort();
  });
  const drop = (): void => {
    dropped = true;
    request.socket.resetAndDestroy();
  };
  return { record, keepRecord, signal: gone.signal, drop };
}
