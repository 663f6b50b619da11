import { describe, expect, it } from 'vitest';
import {
  defaultModels,
  endsSoon,
  findModel,
  models,
  qualityWords,
} from '../../../utils/server/models';
import { servedModels as served } from '../../images-server/models';

describe('the model table', () => {
  it('has each model once', () => {
    expect(new Set(models.map(({ id }) => id)).size).toBe(models.length);
  });

  it('agrees with the local server on every served model', () => {
    const facts = served.map(({ id, sizes, qualities, shutdownDate, takes }) => ({
      id,
      sizes,
      qualities: [...qualities].sort(),
      closes: shutdownDate,
      markup: takes.includes('markup'),
      complexity: takes.includes('complexity'),
    }));
    const ours = models
      .filter(({ state }) => state.kind !== 'gone')
      .map(({ id, sizes, qualities, state, supports }) => ({
        id,
        sizes: sizes.kind === 'any' ? 'any' : 'three',
        qualities: [...qualities].sort(),
        closes: state.kind === 'closing' ? state.date : null,
        markup: supports.markup,
        complexity: supports.complexity,
      }));
    expect(ours).toEqual(facts);
  });

  it.each(Object.values(defaultModels))('has the default %s as a current one', (id) => {
    expect(findModel(id).state).toEqual({ kind: 'current' });
  });

  it.each(['gpt-image-1', 'dall-e-2', 'dall-e-3'])('knows that %s is gone', (id) => {
    expect(findModel(id).state.kind).toBe('gone');
  });
});

describe('a model with a last day', () => {
  const lastDay = Date.parse('2026-12-01');

  it('answers until that day, and is gone from then on, its snapshots too', () => {
    for (const id of ['gpt-image-1.5', 'gpt-image-1.5-2025-12-16']) {
      expect(findModel(id, lastDay - 1).state).toEqual({ kind: 'closing', date: '2026-12-01' });
      expect(findModel(id, lastDay).state).toEqual({ kind: 'gone' });
    }
  });

  it('is warned of in the last 60 days, and from then on', () => {
    const closing = { kind: 'closing', date: '2026-12-01' } as const;
    const day = 24 * 60 * 60 * 1000;
    expect(endsSoon(closing, lastDay - 61 * day)).toBe(false);
    expect(endsSoon(closing, lastDay - 60 * day)).toBe(true);
    expect(endsSoon({ kind: 'gone' }, lastDay)).toBe(true);
    for (const kind of ['current', 'unknown'] as const)
      expect(endsSoon({ kind }, lastDay)).toBe(false);
  });

  it('is no default', () => {
    for (const id of Object.values(defaultModels))
      expect(findModel(id, Date.parse('2030-01-01')).state).toEqual({ kind: 'current' });
  });
});

describe('findModel', () => {
  it('takes a dated snapshot for its family, under its own id', () => {
    const model = findModel('gpt-image-2.5-flare-2026-09-08');
    expect(model).toEqual({ ...findModel('gpt-image-2.5-flare'), id: model.id });
    expect(model.id).toBe('gpt-image-2.5-flare-2026-09-08');
  });

  it('gives an unknown id safe parameters', () => {
    const { state, sizes, qualities, supports, prices } = findModel('sd-turbo');
    expect(state.kind).toBe('unknown');
    expect(sizes).toMatchObject({ kind: 'fixed', sizes: { length: 3 } });
    expect(qualities).toEqual(qualityWords.slice(0, 4));
    expect([supports.edits, supports.partialImages, prices]).toEqual([true, false, undefined]);
  });
});
