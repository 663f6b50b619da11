import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Connection } from '../../../utils/server/connection';
import { closeServer, listen } from '../../images-server/listen';

/** A server that answers every request in one way, for answers that no image server should give. */
export interface OneAnswerServer {
  readonly connection: Connection;
  readonly origin: string;
  /** Paths of the requests that came. */
  readonly paths: readonly string[];
  readonly headers: readonly IncomingMessage['headers'][];
  close(): Promise<void>;
}

export async function startOneAnswerServer(
  answer: (response: ServerResponse) => void,
  apiKey = 'sk-local-repaint',
): Promise<OneAnswerServer> {
  const paths: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const server = createServer((request, response) => {
    paths.push(request.url ?? '');
    headers.push(request.headers);
    request.resume().on('end', () => answer(response));
  });
  const origin = await listen(server, 0);
  const connection = { apiKey, baseUrl: `${origin}/v1` };
  return { connection, origin, paths, headers, close: () => closeServer(server) };
}

/** Answers a text of one type. */
export const answering =
  (status: number, type: string, body: string, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': type, ...headers }).end(body);
  };

export const answeringJson = (status: number, body: unknown, headers?: Record<string, string>) =>
  answering(status, 'application/json', JSON.stringify(body), headers);
