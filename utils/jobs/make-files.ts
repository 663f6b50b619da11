import { AppError, type StoredError, toStoredError } from '../base/errors';
import { cutOutFile } from './cut-out-file';
import type { DeviceNews, DeviceRequest, MadeFile, MakeFiles } from './device-request';
import { removalFiles } from './removal-files';

/** On this thread, in slices. */
export const makeInSlices: MakeFiles = async function* (signal, request, tell) {
  if ('cutOut' in request) yield await cutOutFile(signal, request);
  else yield* removalFiles(signal, request, tell);
};

/** The first word to a worker is what it is to make; any other asks for the next file. */
type Question = DeviceRequest | 'next';

type Answer =
  | { readonly news: DeviceNews }
  /** Undefined where all are made. */
  | { readonly made: MadeFile | undefined }
  | { readonly error: StoredError };

/**
 * In a worker of its own (`entrypoints/device-worker.ts`) from the file to the files, so that no pixel comes onto this thread. It
 * is ended with the signal, and when no further file is wanted.
 * @param address of the worker's script
 */
export const makeInWorker = (address: string): MakeFiles =>
  async function* (signal, request, tell) {
    const worker = new Worker(address);
    try {
      let made = await ask(signal, worker, request, tell);
      for (; made; made = await ask(signal, worker, 'next', tell)) yield made;
    } finally {
      worker.terminate();
    }
  };

async function ask(
  signal: AbortSignal,
  worker: Worker,
  question: Question,
  tell: (news: DeviceNews) => void,
): Promise<MadeFile | undefined> {
  signal.throwIfAborted();
  const asked = new AbortController();
  const answer = new Promise<MadeFile | undefined>((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { signal: asked.signal });
    worker.onerror = ({ message }) => reject(new Error(message || 'No worker'));
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if ('news' in data) return tell(data.news);
      if ('made' in data) return resolve(data.made);
      const { code, ...details } = data.error;
      reject(new AppError(code, { details }));
    };
  });
  worker.postMessage(question);
  return answer.finally(() => asked.abort());
}

/** Makes of this worker the one that `makeInWorker` asks. */
export function answerQuestions(): void {
  const never = new AbortController().signal;
  const say = (answer: Answer) => self.postMessage(answer);
  let files: AsyncGenerator<MadeFile, void> | undefined;
  self.addEventListener('message', async ({ data }: MessageEvent<Question>) => {
    try {
      if (data !== 'next') files = makeInSlices(never, data, (news) => say({ news }));
      const step = await files?.next();
      say({ made: step?.value ?? undefined });
    } catch (error) {
      say({ error: toStoredError(error) });
    }
  });
}
