import { expect, it } from 'vitest';
import { offeredModels } from '../../../utils/images-api/offered-models';

const ids = (listed?: readonly { id: string; shutdownDate?: string }[]) =>
  offeredModels(listed).map(({ id }) => id);

it('are those of the table that still answer, before the server was asked', () => {
  expect(ids()).toContain('gpt-image-2.6-sunburst');
  expect(ids()).not.toContain('dall-e-3');
});

it('are joined with what the server lists; text models are left out', () => {
  const offered = offeredModels([
    { id: 'gpt-image-3' },
    { id: 'gpt-5.5' },
    { id: 'gpt-image-2', shutdownDate: '2027-06-01' },
  ]);
  expect(offered[0]).toEqual({
    id: 'gpt-image-2',
    state: { kind: 'closing', date: '2027-06-01' },
    isListed: true,
  });
  expect(offered[1]).toMatchObject({ id: 'gpt-image-3', state: { kind: 'unknown' } });
  expect(offered.map(({ id }) => id)).not.toContain('gpt-5.5');
  expect(offered.at(-1)?.isListed).toBe(false);
});

it('are whatever a server lists that has none of the table', () => {
  expect(ids([{ id: 'flux-fill' }])[0]).toBe('flux-fill');
});

it('warn of the three models that end on 2026-12-01', () => {
  const closing = offeredModels(undefined).filter(({ state }) => state.kind === 'closing');
  expect(closing.map(({ id }) => id)).toEqual([
    'gpt-image-1.5',
    'gpt-image-1-mini',
    'chatgpt-image-latest',
  ]);
});
