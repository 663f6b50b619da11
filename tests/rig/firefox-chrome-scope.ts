import type { Browser } from 'puppeteer-core';

/**
 * Runs a function in the browser window's own (privileged) scope. The function travels as text: it sees nothing of this
 * file, takes one JSON value and gives one back.
 */
export type ChromeScope = <A>(task: (argument: A) => unknown, argument?: A) => Promise<unknown>;

interface BidiConnection {
  send(method: string, params: object): Promise<unknown>;
}

interface Evaluation {
  type: string;
  result?: { value?: unknown };
  exceptionDetails?: { text: string };
}

/** Makes a way into the chrome scope of a Firefox that runs with `--remote-allow-system-access`. */
export function chromeScope(browser: Browser): ChromeScope {
  const connection = bidiConnection(browser);
  return async (task, argument) => {
    const tree = await send<{ contexts: { context: string }[] }>(
      connection,
      'browsingContext.getTree',
      {
        'moz:scope': 'chrome',
      },
    );
    const context = tree.contexts[0]?.context;
    if (context === undefined) throw new Error('Firefox has no window: was it closed?');
    // BiDi describes objects piece by piece; JSON carries them whole.
    const call = `(async () => JSON.stringify((await (${task})(${JSON.stringify(argument ?? null)})) ?? null))()`;
    const answer = await send<Evaluation>(connection, 'script.evaluate', {
      expression: call,
      target: { context },
      awaitPromise: true,
    });
    if (answer.type === 'exception') {
      throw new Error(`Firefox: ${answer.exceptionDetails?.text ?? 'an exception without a text'}`);
    }
    return JSON.parse(String(answer.result?.value));
  };
}

/** Puppeteer sends BiDi commands of its own only; its connection, not in its types, takes any. */
function bidiConnection(browser: Browser): BidiConnection {
  const connection: unknown = Reflect.get(browser, 'connection');
  if (!isConnection(connection)) {
    throw new Error(
      'This puppeteer-core has no `connection` on its Firefox browser: pin the version in package.json.',
    );
  }
  return connection;
}

function isConnection(value: unknown): value is BidiConnection {
  return (
    typeof value === 'object' &&
    value !== null &&
    'send' in value &&
    typeof value.send === 'function'
  );
}

async function send<T>(connection: BidiConnection, method: string, params: object): Promise<T> {
  const answer = await connection.send(method, params);
  const hasResult = typeof answer === 'object' && answer !== null && 'result' in answer;
  // The envelope {id, result} differs between puppeteer's versions; `script.evaluate` has a `result` of its own.
  return (
    hasResult && !('type' in answer && answer.type !== 'success') ? answer.result : answer
  ) as T;
}
