import { createServer as createPlain, type RequestListener } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { selfSigned } from '../../rig/self-signed';

/** A host that is no local one for a browser, so that its rules for the open web hold; both browsers are told where it is. */
export const openWebHost = 'pictures.test';

/** What a Chromium needs to reach `openWebHost`, and to trust this site's certificate. */
export const openWebFlags = [
  `--host-resolver-rules=MAP ${openWebHost} 127.0.0.1`,
  '--ignore-certificate-errors',
];

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

async function started(server: Server, closeConnections: () => void): Promise<Listening> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        closeConnections();
      }),
  };
}

/** Answers by http. */
export function listenPlain(answer: RequestListener): Promise<Listening> {
  const server = createPlain(answer);
  return started(server, () => server.closeAllConnections());
}

/** Answers by https and by http on one port, as a site does whose addresses a browser may change to https. */
export function listenBoth(answer: RequestListener): Promise<Listening> {
  const plain = createPlain(answer);
  const secure = createSecure(selfSigned(openWebHost), answer);
  const startsTls = 22;
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (first) => {
      socket.pause();
      socket.unshift(first);
      (first[0] === startsTls ? secure : plain).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  });
  return started(server, () => {
    plain.closeAllConnections();
    secure.closeAllConnections();
  });
}
