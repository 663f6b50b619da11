import { describe, expect, it } from 'vitest';
import { offeredModels, stateOn } from '../../../utils/server/knowledge';

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
  const closing = offeredModels(undefined, Date.parse('2026-11-23')).filter(
    ({ state }) => state.kind === 'closing',
  );
  expect(closing.map(({ id }) => id)).toEqual([
    'gpt-image-1.5',
    'gpt-image-1-mini',
    'chatgpt-image-latest',
  ]);
});

describe('from its last day on', () => {
  const after = Date.parse('2026-12-01');
  const afterIds = (listed?: readonly { id: string; shutdownDate?: string }[]) =>
    offeredModels(listed, after).map(({ id }) => id);

  it('a model is not offered any more', () => {
    expect(afterIds()).not.toContain('gpt-image-1.5');
    expect(afterIds([{ id: 'gpt-image-2' }])).not.toContain('gpt-image-1.5');
  });

  it('it is offered where the server lists it still, and is no more said to end', () => {
    const listed = [{ id: 'gpt-image-1.5' }];
    expect(offeredModels(listed, after)[0]).toEqual({
      id: 'gpt-image-1.5',
      state: { kind: 'current' },
      isListed: true,
    });
    expect(stateOn('gpt-image-1.5', listed, after)).toEqual({ kind: 'current' });
  });

  it('the server’s own date counts', () => {
    const listed = [{ id: 'gpt-image-2', shutdownDate: '2026-11-30' }];
    expect(afterIds(listed)).not.toContain('gpt-image-2');
    expect(stateOn('gpt-image-2', listed, after)).toEqual({ kind: 'gone' });
    expect(stateOn('gpt-image-2', undefined, after)).toEqual({ kind: 'current' });
  });
});

it('offer a model that OpenAI has shut down where another server has it', () => {
  expect(ids([{ id: 'dall-e-2' }])[0]).toBe('dall-e-2');
});
