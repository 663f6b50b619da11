import { render } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import { Alert } from '../../../components/parts/alert';
import { helpLinks } from '../../../utils/server/connection';

afterEach(() => render(null, document.body));

const linkOf = (code: 'quota-exhausted', helpUrl?: string) => {
  render(<Alert error={helpUrl ? { code, helpUrl } : { code }} />, document.body);
  return document.querySelector('a');
};

describe('A failure that is mended at the server’s own pages', () => {
  it('leads to where credit is added', () => {
    const link = linkOf('quota-exhausted', helpLinks['quota-exhausted']);
    expect(link?.textContent).toBe('Add credit');
    expect(link?.href).toMatch(/^https:\/\/platform\.openai\.com\/.*billing/);
    expect(link?.target).toBe('_blank');
  });

  it('leads nowhere where the server is another one', () => {
    expect(linkOf('quota-exhausted')).toBeNull();
  });
});
