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
