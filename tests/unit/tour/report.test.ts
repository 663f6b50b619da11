import { describe, expect, it } from 'vitest';
import { createReport, StepError } from '../../tour/report';

function fakeTerminal(isTTY = false) {
  const written: string[] = [];
  return { isTTY, write: (text: string) => written.push(text), text: () => written.join('') };
}

describe('createReport', () => {
  it('numbers the steps and passes their outcomes on', async () => {
    const terminal = fakeTerminal();
    const report = createReport(terminal, {});
    expect(await report.step('Build', async () => 7)).toBe(7);
    await report.step('Paint', async () => {});
    expect(terminal.text()).toMatch(/^ 1 ✓ Build +0\.0 s\n 2 ✓ Paint +0\.0 s\n$/);
  });

  it('marks the step that failed and names it in the error', async () => {
    const terminal = fakeTerminal();
    const failing = createReport(terminal, {}).step('Paint', async () => {
      throw new Error('no brush');
    });
    await expect(failing).rejects.toMatchObject({ step: 'Paint', message: 'no brush' });
    await expect(failing).rejects.toBeInstanceOf(StepError);
    expect(terminal.text()).toContain('✗ Paint');
  });

  it('shows progress on a terminal but never in a file', async () => {
    const draw = async (progress: (text: string) => void) => progress('2 of 6');
    const [terminal, file] = [fakeTerminal(true), fakeTerminal(false)];
    await createReport(terminal, {}).step('Draw', draw);
    await createReport(file, {}).step('Draw', draw);
    expect(terminal.text()).toContain('2 of 6');
    expect(file.text()).not.toContain('2 of 6');
  });

  it('uses no colours where NO_COLOR asks for none', async () => {
    const terminal = fakeTerminal(true);
    await createReport(terminal, { NO_COLOR: '1' }).step('Draw', async () => {});
    expect(terminal.text()).not.toContain('\x1b[32m');
  });
});
