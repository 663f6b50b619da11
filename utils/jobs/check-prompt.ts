import { AppError } from '../errors';
import { maxPromptLength } from '../images-api/image-request';

/** @throws AppError prompt-empty, prompt-too-long: such a request is bound to fail */
export function checkPrompt(prompt: string): string {
  const trimmed = prompt.trim();
  if (!trimmed) throw new AppError('prompt-empty');
  if (trimmed.length > maxPromptLength)
    throw new AppError('prompt-too-long', {
      details: { substitutions: [String(trimmed.length), String(maxPromptLength)] },
    });
  return trimmed;
}
