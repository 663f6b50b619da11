import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFirefox } from '../rig/firefox';
import { siteCases } from './capture-site/cases';
import { checkOutcome } from './capture-site/check-outcome';
import type { SiteCase } from './capture-site/site-case';
import { createColumn } from './capture-site/table';
import { type FirefoxWorld, startFirefoxWorld } from './firefox-steps';

/** What a page reads of a canvas that is plain teal. Runs in the page. */
const readsPlainColourAs = (): number[] => {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return [];
  context.fillStyle = 'teal';
  context.fillRect(0, 0, 10, 10);
  return [...context.getImageData(5, 5, 1, 1).data];
};

describe.skipIf(!findFirefox())('in Firefox', () => {
  let world: FirefoxWorld;
  const column = createColumn('Firefox');

  beforeAll(async () => {
    world = await startFirefoxWorld();
  });

  afterAll(async () => {
    await world?.stop();
    column.leave();
  });

  it.each(siteCases)(
    'takes the best pixels: $name',
    async (siteCase) => {
      const outcome = await world.capture(siteCase);
      column.note(siteCase, outcome);
      await checkOutcome(siteCase.firefox?.expected ?? siteCase.expected, outcome);
    },
    60_000,
  );

  describe('that disguises what canvases hold (resistFingerprinting)', () => {
    beforeAll(() => world.firefox.setPreference('privacy.resistFingerprinting', true));
    afterAll(() => world.firefox.setPreference('privacy.resistFingerprinting', false));

    const caseNamed = (name: string): SiteCase => {
      const found = siteCases.find((siteCase) => siteCase.name === name);
      if (!found) throw new Error(`no such case: ${name}`);
      return found;
    };

    // Firefox lets an extension read what it keeps from the page; where it did not, the ladder's probe would say so.
    it.each(['canvas, 2D', 'blob: address that was revoked'])(
      'takes true pixels, never the noise that the page gets: %s',
      async (name) => {
        const siteCase = caseNamed(name);
        const outcome = await world.capture(siteCase);
        expect(await world.page.evaluate(readsPlainColourAs)).not.toEqual([0, 128, 128, 255]);
        await checkOutcome({ ...siteCase.expected, source: 'pixels' }, outcome);
      },
    );

    it('takes a file as before', async () => {
      const siteCase = caseNamed('img');
      await checkOutcome(siteCase.expected, await world.capture(siteCase));
    });
  });
});
