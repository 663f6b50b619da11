import { expect, it } from 'vitest';
import { blendRehearsal } from '../../../utils/blend/rehearse';

it('goes the way of a usual answer: a shift and a tint are measured and undone', () => {
  const { result, registration, isUnmatched } = blendRehearsal();
  expect(registration?.fits).toBe(true);
  expect(registration?.dx).toBeCloseTo(-0.4, 1);
  expect(registration?.dy).toBeCloseTo(-0.4, 1);
  expect(isUnmatched).toBe(false);
  // Deep inside the disc the colours are the picture's own again: the answer was 5 levels lighter.
  const at = 4 * (160 * result.width + 160);
  const [across, down] = [160, 160];
  const wave = Math.sin(across / 23 + down / 41) + Math.sin(down / 17 - across / 61);
  const value = 120 + 40 * wave + 12 * Math.sin(across / 5) * Math.sin(down / 7);
  expect(Math.abs((result.data[at] ?? 0) - value)).toBeLessThan(2.5);
});
