import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ImagesServer, startImagesServer } from '../../images-server/server';
import * as help from './helpers';

let server: ImagesServer;
let photo: Buffer;
let mask: Buffer;

beforeAll(async () => {
  [server, photo, mask] = await Promise.all([
    startImagesServer(),
    help.makePhoto(),
    help.makeMask(),
  ]);
});
beforeEach(() => server.reset());
afterAll(() => server.close());

const bearer = (): Record<string, string> => ({ authorization: `Bearer ${server.apiKey}` });

describe('an edit', () => {
  it('is recorded with its files, their sizes and the last four characters of the key', async () => {
    const parts = {
      prompt: 'a red heart',
      size: help.pictureSize,
      image: help.png(photo),
      mask: help.png(mask),
    };
    await help.post(`${server.baseUrl}/images/edits`, help.form(parts), bearer());
    const [request] = server.requests;
    expect(request).toMatchObject({
      method: 'POST',
      path: '/v1/images/edits',
      status: 200,
      billed: true,
    });
    expect(request?.headers.authorization).toBe(`…${server.apiKey.slice(-4)}`);
    expect(request?.fields.prompt).toBe('a red heart');
    expect(request?.files.map(({ field, width, height }) => [field, width, height])).toEqual([
      ['image', help.pictureWidth, help.pictureHeight],
      ['mask', help.pictureWidth, help.pictureHeight],
    ]);
    expect(request?.files[1]?.data.equals(mask)).toBe(true);
    await expect.poll(() => request?.answeredAt).toBeTypeOf('number');
  });

  /** An edit whose body stops in the middle; `end` sends the rest. */
  const halfSent = async () => {
    const body = JSON.stringify({ prompt: 'a star' });
    const client = request(`${server.baseUrl}/images/edits`, {
      method: 'POST',
      headers: { ...bearer(), 'content-type': 'application/json', 'content-length': body.length },
    });
    client.on('error', () => {});
    await new Promise((resolve) => client.write(body.slice(0, 5), resolve));
    return { client, end: () => client.end(body.slice(5)) };
  };

  it('is among the recorded ones only with all that it held', async () => {
    const { end } = await halfSent();
    await help.post(`${server.baseUrl}/images/edits`, { prompt: 'another' }, bearer());
    expect(server.requests.map(({ fields }) => fields.prompt)).toEqual(['another']);
    end();
    await expect.poll(() => server.requests.length).toBe(2);
    expect(server.requests[1]?.fields.prompt).toBe('a star');
  });

  it('is recorded, too, where its client hangs up in the middle of it', async () => {
    const { client } = await halfSent();
    client.destroy();
    await expect.poll(() => server.requests.length).toBe(1);
    expect(server.requests[0]).toMatchObject({ fields: {}, billed: false });
    await expect.poll(() => server.requests[0]?.disconnectedAt).toBeTypeOf('number');
  });

  it('takes the JSON form with data: URLs too', async () => {
    const url = (data: Buffer): { image_url: string } => ({
      image_url: `data:image/png;base64,${data.toString('base64')}`,
    });
    const { status } = await help.post(
      `${server.baseUrl}/images/edits`,
      { prompt: 'a star', size: help.pictureSize, images: [url(photo)], mask: url(mask) },
      bearer(),
    );
    expect(status).toBe(200);
  });
});
