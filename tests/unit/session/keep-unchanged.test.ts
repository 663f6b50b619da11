import { expect, it } from 'vitest';
import { keepUnchanged } from '../../../components/session/panel-state';

const state = () => ({
  edits: [{ id: 'edit', state: 'streaming', preview: new Blob(['first']) }],
  generations: [{ id: 'made', resultIds: ['a', 'b'], preview: new Blob(['seen']) }],
  image: undefined,
});

it('keeps all of a state that was read again and is the same', () => {
  const before = state();
  expect(keepUnchanged(before, state())).toBe(before);
});

it('keeps the parts that did not change beside one that did', () => {
  const before = state();
  const next = { ...state(), edits: [{ ...state().edits[0], preview: new Blob(['the second']) }] };
  const kept = keepUnchanged<object>(before, next) as typeof before;
  expect(kept).not.toBe(before);
  expect(kept.generations).toBe(before.generations);
  expect(kept.edits[0]?.preview.size).toBe('the second'.length);
});

it.each([
  ['another value', { a: 1, b: [1, 2] }, { a: 2, b: [1, 2] }],
  ['a longer list', { b: [1, 2] }, { b: [1, 2, 3] }],
  ['a shorter list', { b: [1, 2] }, { b: [1] }],
  ['another order', { b: [1, 2] }, { b: [2, 1] }],
  ['a field that came', { a: 1 }, { a: 1, b: 2 }],
  ['a field that went', { a: 1, b: 2 }, { a: 1 }],
  ['a value that went', { a: 1 }, { a: undefined }],
])('takes %s over', (_, older, newer) => {
  const kept = keepUnchanged<object>(older, newer);
  expect(kept).not.toBe(older);
  expect(kept).toEqual(newer);
});
