import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Behaviour, Personality } from '../../images-server/behaviour';
import { type ImagesServer, startImagesServer } from '../../images-server/server';
import * as help from './helpers';

let server: ImagesServer;
let photo: Buffer;

beforeAll(async () => {
  [server, photo] = await Promise.all([startImagesServer(), help.makePhoto(512, 512)]);
});
beforeEach(() => server.reset());
afterAll(() => server.close());

const bearer = (): Record<string, string> => ({ authorization: `Bearer ${server.apiKey}` });

function generate(
  fields: Record<string, unknown>,
  behaviour: Partial<Behaviour>,
): Promise<help.JsonAnswer> {
  server.behave(behaviour);
  const body = { prompt: 'a star', size: '512x512', ...fields };
  return help.post(`${server.baseUrl}/images/generations`, body, bearer());
}

/** Red minus blue in the left and right half after painting a red heart by `mask`. */
async function rednessOfHalves(mask: Buffer, personality: Personality): Promise<[number, number]> {
  server.behave({ personality, registration: 'perfect' });
  const parts = {
    prompt: 'red heart',
    size: '512x512',
    image: help.png(photo),
    mask: help.png(mask),
  };
  const { body } = await help.post(`${server.baseUrl}/images/edits`, help.form(parts), bearer());
  const image = await help.decode(help.base64Of(help.at(body, 'data', 0, 'b64_json')));
  const redness = (left: number): number => {
    const [red, , blue] = help.meanColour(image, { left, top: 220, width: 60, height: 60 });
    return red - blue;
  };
  return [redness(90), redness(360)];
}

describe('sdcpp', () => {
  it('says what is wrong as plain text', async () => {
    const { status, body } = await generate({ n: 0 }, { personality: 'sdcpp' });
    expect([status, typeof help.at(body, 'error')]).toEqual([400, 'string']);
  });

  it('repaints what is white in the mask, whatever its alpha says', async () => {
    // White on the left, transparent on the right: OpenAI would repaint the right half.
    const data = Buffer.alloc(512 * 512 * 4);
    for (let i = 0; i < 512 * 512; i += 1) {
      const isLeft = i % 512 < 256;
      data.fill(isLeft ? 255 : 0, i * 4, i * 4 + 3);
      data[i * 4 + 3] = isLeft ? 255 : 0;
    }
    const mask = await sharp(data, { raw: { width: 512, height: 512, channels: 4 } })
      .png()
      .toBuffer();
    const [left, right] = await rednessOfHalves(mask, 'sdcpp');
    expect(left).toBeGreaterThan(60);
    expect(right).toBeLessThan(10);
    const [otherLeft, otherRight] = await rednessOfHalves(mask, 'plain-json');
    expect(otherLeft).toBeLessThan(10);
    expect(otherRight).toBeGreaterThan(60);
  });

  it('takes a mask that is white on black without alpha', async () => {
    const hole = { left: 60, top: 160, width: 120, height: 180 };
    const mask = await sharp(await help.makeMask(512, 512, hole))
      .removeAlpha()
      .png()
      .toBuffer();
    const [left, right] = await rednessOfHalves(mask, 'sdcpp');
    expect(left - right).toBeGreaterThan(60);
  });
});

describe('fastapi', () => {
  it('answers 422 with the place of a refused parameter', async () => {
    const { status, body } = await generate({ n: 0 }, { personality: 'fastapi' });
    expect(status).toBe(422);
    expect(help.at(body, 'detail', 0, 'loc')).toEqual(['body', 'n']);
  });

  it('answers other refusals with a detail text', async () => {
    const { status, body } = await generate({ prompt: 'forbidden' }, { personality: 'fastapi' });
    expect([status, typeof help.at(body, 'detail')]).toEqual([400, 'string']);
  });
});

describe('relay', () => {
  it('hides errors behind status 200', async () => {
    const { status, body } = await generate({ n: 0 }, { personality: 'relay' });
    expect([status, help.at(body, 'error', 'code')]).toEqual([200, 'invalid_value']);
  });

  it('puts a data: prefix before the picture', async () => {
    const { body } = await generate({}, { personality: 'relay' });
    expect(help.at(body, 'data', 0, 'b64_json')).toMatch(/^data:image\/png;base64,iVBOR/);
  });

  it('hands the picture over as a link to another origin', async () => {
    const { body } = await generate({}, { personality: 'relay', answerAs: 'url' });
    const url = String(help.at(body, 'data', 0, 'url'));
    expect(new URL(url).origin).not.toBe(server.origin);
    const response = await fetch(url);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const picture = Buffer.from(await response.arrayBuffer());
    expect(await sharp(picture).metadata()).toMatchObject({ width: 512, height: 512 });
  });

  it('hands the picture over as a relative link, whose download is no API request', async () => {
    const { body } = await generate({}, { personality: 'relay', answerAs: 'relative_url' });
    const path = String(help.at(body, 'data', 0, 'url'));
    expect((await fetch(server.origin + path)).status).toBe(200);
    expect(server.requests).toHaveLength(1);
  });
});

describe('plain-json', () => {
  it('answers a stream request with JSON of created and data only', async () => {
    const { headers, body } = await generate({ stream: true }, { personality: 'plain-json' });
    expect(headers.get('content-type')).toBe('application/json');
    expect(Object.keys(body as object)).toEqual(['created', 'data']);
  });
});

describe('azure', () => {
  const path = '/openai/deployments/gpt-image-2/images/generations';
  const fields = { prompt: 'a star', size: '1024x1024' };

  it('wants its own path, an api-version and the key in api-key', async () => {
    server.behave({ personality: 'azure' });
    const key = { 'api-key': server.apiKey };
    const statusOf = async (url: string, headers: Record<string, string>): Promise<number> =>
      (await help.post(server.origin + url, fields, headers)).status;
    expect(await statusOf(`${path}?api-version=2026-10-01`, key)).toBe(200);
    expect(await statusOf(`${path}?api-version=2026-10-01`, bearer())).toBe(401);
    expect(await statusOf(path, key)).toBe(404);
    expect(await statusOf('/v1/images/generations', key)).toBe(404);
    expect(server.requests[0]).toMatchObject({
      path: `${path}?api-version=2026-10-01`,
      billed: true,
    });
    expect(server.requests[0]?.headers['api-key']).toBe('…aint');
  });
});
