import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { fetchInBackground, fetchWithPermission, maxFileBytes } from '../../../utils/capture/fetch';

let server: Server;

/** Says how long the file is and sends three bytes of it, and no more. */
beforeAll(async () => {
  server = createServer(({ url }, response) => {
    response.writeHead(200, { 'content-length': url?.slice(1) }).write('abc');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const fetchFile = (bytes: number) => {
  const { port } = server.address() as AddressInfo;
  return fetchInBackground(`http://127.0.0.1:${port}/${bytes}`);
};

it('refuses a file that says that it is too large, before it is read', async () => {
  await expect(fetchFile(maxFileBytes + 1)).rejects.toMatchObject({ code: 'image-too-large' });
});

it('takes a file whose length is within the limit', async () => {
  expect((await fetchFile(3)).size).toBe(3);
});

it('asks for a private window’s picture without the cookies of the usual ones', async () => {
  const asked = vi
    .spyOn(globalThis, 'fetch')
    .mockImplementation(async () => new Response('', { status: 500 }));
  await fetchWithPermission('https://a.example/x.png', undefined, true).catch(() => undefined);
  await fetchWithPermission('https://a.example/x.png', undefined).catch(() => undefined);
  expect(asked.mock.calls.map(([, options]) => options?.credentials)).toEqual(['omit', 'include']);
  asked.mockRestore();
});
