import { expect, it } from 'vitest';
import { AppError } from '../../../utils/base/errors';
import { checkPrompt, maxPromptLength } from '../../../utils/server/request';

const refusalOf = (prompt: string): unknown => {
  try {
    return checkPrompt(prompt);
  } catch (error) {
    return error instanceof AppError ? { code: error.code, ...error.details } : error;
  }
};

it.each(['', ' ', '\n\t\u00a0'])('refuses a prompt that says nothing: %j', (prompt) => {
  expect(refusalOf(prompt)).toEqual({ code: 'prompt-empty' });
});

it('takes off what stands around the words', () => {
  expect(checkPrompt('  a red\nballoon \n')).toBe('a red\nballoon');
});

it('takes the longest prompt that the API takes, and not one character more', () => {
  const longest = 'a'.repeat(maxPromptLength);
  expect(checkPrompt(`${longest} `)).toBe(longest);
  expect(refusalOf(`${longest}b`)).toEqual({
    code: 'prompt-too-long',
    substitutions: ['32001', '32000'],
  });
});
