/** Where the report goes: `process.stdout`, or a stand-in. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface Report {
  /**
   * Runs a numbered step and prints how it went and how long it took. `progress` shows what it is at.
   * Rejects with a `StepError` where it fails.
   */
  step<T>(title: string, work: (progress: (text: string) => void) => Promise<T>): Promise<T>;
  /** Prints a line, indented below the last step. */
  note(text: string): void;
  /** Prints a line. */
  say(text: string): void;
}

/** A step that failed, with its name. */
export class StepError extends Error {
  readonly step: string;

  constructor(step: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.step = step;
  }
}

const clearLine = '\r\x1b[2K';
const titleWidth = 62;

/** Prints steps to a terminal; in a file or a pipe a step is printed once, when it ends. */
export function createReport(terminal: Terminal, env: NodeJS.ProcessEnv = process.env): Report {
  const live = terminal.isTTY === true;
  const coloured = live && !env.NO_COLOR;
  const paint = (code: number, text: string) => (coloured ? `\x1b[${code}m${text}\x1b[0m` : text);
  let count = 0;
  return {
    say: (text) => void terminal.write(`${text}\n`),
    note: (text) => void terminal.write(`     ${paint(2, text)}\n`),
    async step(title, work) {
      count += 1;
      const label = `${String(count).padStart(2)} `;
      const progress = (text: string) => {
        if (live) terminal.write(`${clearLine}${label}… ${title}  ${paint(2, oneLine(text))}`);
      };
      const end = (mark: string) => {
        const time = seconds(startedAt);
        const line = `${label}${mark} ${title.padEnd(titleWidth)} ${paint(2, time)}`;
        terminal.write(`${live ? clearLine : ''}${line}\n`);
      };
      const startedAt = performance.now();
      progress('');
      try {
        const outcome = await work(progress);
        end(paint(32, '✓'));
        return outcome;
      } catch (cause) {
        end(paint(31, '✗'));
        throw new StepError(title, cause);
      }
    },
  };
}

/** The last line of what a program printed, short enough not to wrap. */
const oneLine = (text: string): string => (text.trim().split('\n').at(-1) ?? '').slice(0, 40);

const seconds = (since: number): string =>
  `${((performance.now() - since) / 1000).toFixed(1)} s`.padStart(7);
