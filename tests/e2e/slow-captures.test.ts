import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { noise } from './capture-site/pictures';
import { button, stageOf } from './steps';
import { startWorld, type World } from './world';

let world: World;
let file: Buffer;
/** Those that come a little at a time, to whoever is no `<img>`. */
const slow: ServerResponse[] = [];
const ended = () => slow.filter(({ closed }) => closed).length;

const server = createServer((request, response) => {
  if (request.url !== '/slow.png') {
    response.writeHead(200, { 'content-type': 'text/html' });
    return response.end('<title>Slow</title><img id="case" src="/slow.png">');
  }
  const length = { 'content-length': file.length };
  response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'no-store', ...length });
  if (request.headers['sec-fetch-dest'] === 'image') return response.end(file);
  slow.push(response);
  let at = 0;
  const timer = setInterval(() => {
    response.write(file.subarray(at, at + 100));
    at += 100;
  }, 200);
  response.on('close', () => clearInterval(timer));
  return undefined;
});

beforeAll(async () => {
  [world, file] = await Promise.all([startWorld({ connected: false }), noise(900, 600)]);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await world?.stop();
  server.closeAllConnections();
  server.close();
});

it('a slow original says how much of it has come, and Cancel ends it, also at the server', async () => {
  const { port } = server.address() as AddressInfo;
  const page = await world.visit(`http://127.0.0.1:${port}/`);
  await world.rightClick(page.locator('#case'));
  const panel = await world.panel();
  await button(panel, 'Cancel').waitFor();
  const said = panel.getByRole('status').filter({ hasText: / of .*MB/ });
  await said.first().waitFor();
  expect(slow).toHaveLength(1);
  await button(panel, 'Cancel').click();
  await button(panel, 'Open a file').waitFor(); // what was there before
  await expect.poll(ended).toBe(1);
  expect(await stageOf(panel).count()).toBe(0);
  expect(slow).toHaveLength(1); // nor is it asked for in another way
});
