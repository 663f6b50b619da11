import { render } from 'preact';
import { afterEach, expect, it } from 'vitest';
import { Cost } from '../../../components/parts/money';

afterEach(() => render(null, document.body));

const shown = (low: number, high: number) => {
  const usd = (low + high) / 2;
  render(<Cost price={{ certainty: 'own', usd, low, high }} />, document.body);
  return document.querySelector('[data-testid=cost]')?.textContent?.replaceAll(/\s/g, ' ');
};

it.each([
  [0.0591, 0.06, 'about $0.059 – $0.060'],
  [0.05, 0.06, 'about $0.05 – $0.06'],
  [0.0591, 0.12, 'about $0.06 – $0.12'],
  [0.0401, 0.0403, 'about $0.04'],
  [0.041, 0.041, 'about $0.041'],
])('a price between %d and %d is said with as many digits on both sides: %s', (low, high, text) => {
  expect(shown(low, high)).toBe(text);
});
