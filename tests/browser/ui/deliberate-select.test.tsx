import { signal } from '@preact/signals';
import { render } from 'preact';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { DeliberateSelect } from '../../../components/ui/fields';

const value = signal('one');
const chosen: string[] = [];
let root: HTMLElement;

const Choice = () => (
  <DeliberateSelect
    label="Number"
    value={value.value}
    options={['one', 'two', 'three'].map((each) => ({ value: each, label: each }))}
    pendingHint="Enter takes it"
    onChange={(next) => {
      chosen.push(next);
      value.value = next;
    }}
  />
);

beforeEach(() => {
  value.value = 'one';
  chosen.length = 0;
  root = document.createElement('main');
  document.body.append(root);
  render(<Choice />, root);
});
afterEach(() => {
  render(null, root);
  root.remove();
});

const select = (): HTMLSelectElement => {
  const found = root.querySelector('select');
  if (!found) throw new Error('no select');
  return found;
};
const hint = () => root.querySelector('[role=status]')?.textContent ?? '';

it('walks by arrow keys without a choice, says how to take one, and takes it by Enter', async () => {
  select().focus();
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(() => select().value).toBe('two');
  expect(hint()).toBe('Enter takes it');
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(() => select().value).toBe('three');
  expect(chosen).toEqual([]);
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => chosen).toEqual(['three']);
  expect(hint()).toBe('');
});

it('drops what was walked to when the focus leaves', async () => {
  select().focus();
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(() => select().value).toBe('two');
  select().blur();
  await expect.poll(() => select().value).toBe('one');
  expect([chosen, hint()]).toEqual([[], '']);
});

it('takes a choice out of the list at once', async () => {
  await userEvent.selectOptions(select(), 'two');
  await expect.poll(() => chosen).toEqual(['two']);
});
