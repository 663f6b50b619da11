import type { Server } from 'node:http';

/**
 * @param port 0 = any free one
 * @returns the origin, `http://127.0.0.1:PORT`
 * @throws when the port is taken
 */
export function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new Error(`Port ${port} cannot be used; choose another one.`, { cause })),
    );
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address) resolve(`http://127.0.0.1:${address.port}`);
      else reject(new Error('The server has no TCP address.'));
    });
  });
}

/** Closes a server and every socket it still has. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
