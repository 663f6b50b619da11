import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Behaviour } from './behaviour';
import { ClientGone } from './delay';
import type { FileShelf } from './file-shelf';
import type { RecordedRequest } from './recorder';

/** What the handlers need to answer one request. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  record: RecordedRequest;
  /** Puts the record among the others, once. Who sees it there also sees what the body held. */
  keepRecord(): void;
  /** As it was when the request came. */
  behaviour: Behaviour;
  /** Aborts when the client hangs up or the server closes. */
  signal: AbortSignal;
  /** Aborts when those that are held back are to be answered. */
  released: AbortSignal;
  files: FileShelf;
  /** Drops the connection by TCP reset, as a crashed gateway does. */
  drop(): void;
}

/** Sends a whole body at once; `record.status` follows. */
export function send(
  { response, record }: Exchange,
  status: number,
  type: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  record.status = status;
  response.writeHead(status, {
    ...headers,
    'content-type': type,
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

export function sendJson(
  exchange: Exchange,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  send(exchange, status, 'application/json', JSON.stringify(value), headers);
}

/** Sends headers at once, so that the client sees the answer begin. */
export function open({ response, record }: Exchange, type: string): void {
  record.status = 200;
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' });
  response.flushHeaders();
}

/** Writes and waits until the socket took it. @throws ClientGone */
export function write({ response, signal }: Exchange, text: string): Promise<void> {
  if (signal.aborted) return Promise.reject(new ClientGone());
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(new ClientGone());
    signal.addEventListener('abort', leave, { once: true });
    response.write(text, (error) => {
      signal.removeEventListener('abort', leave);
      if (error) leave();
      else resolve();
    });
  });
}
