import { browser } from 'wxt/browser';
import { AppError, toStoredError } from '../../utils/base/errors';
import { rehearseBlending } from '../../utils/blend/rehearse';
import type { ConnectionVerdict } from '../../utils/commands';
import type { MakeFiles } from '../../utils/jobs/device-request';
import { createJobRunner, type JobRunner } from '../../utils/jobs/job-runner';
import { createAnswerKeeper } from '../../utils/jobs/keep-answers';
import { makeInSlices, makeInWorker } from '../../utils/jobs/make-files';
import { runEdit } from '../../utils/jobs/run-edit';
import { runGeneration } from '../../utils/jobs/run-generation';
import { runOnDevice } from '../../utils/jobs/run-on-device';
import type { Library } from '../../utils/library/database';
import { offerHeldAnswers } from '../../utils/library/held-answers';
import type { JobRecord } from '../../utils/library/jobs';
import { editImage, generateImage } from '../../utils/server/call';
import type { Connection } from '../../utils/server/connection';
import { markupField, takesMarks } from '../../utils/server/knowledge';
import { fetchAnswer } from '../../utils/server/picture';
import type { GenerationRequest } from '../../utils/server/request';
import { testConnection } from '../../utils/server/test-connection';
import { connectionItem, connectionTo } from '../../utils/settings/profiles';
import {
  refusedBy,
  refusedFieldsItem,
  rememberModels,
  rememberRefusal,
} from '../../utils/settings/server-knowledge';
import { jobsItem } from '../../utils/settings/settings';
import { showCount, tellOfEnd } from './job-news';
import { forgetPrivateJob } from './private-windows';

const atOnce = async (): Promise<number> => Math.max(1, (await jobsItem.getValue()).atOnce);

const takesMarksNow = async (model: string, connection: Connection): Promise<boolean> =>
  takesMarks(model, connection, (await refusedFieldsItem.getValue()).fields);

/**
 * Chromium's background is a thread of its own, apart from every page, and can't start workers: it does the work itself, in
 * slices. Firefox's is a page, on the panel's own thread: there a worker does it.
 */
const makeFiles: MakeFiles =
  typeof Worker === 'undefined'
    ? makeInSlices
    : makeInWorker(browser.runtime.getURL('/device-worker.js'));

/** Not in Firefox, where it would hold up the panel. */
const whileServerThinks = typeof Worker === 'undefined' ? rehearseBlending : undefined;

interface BackgroundJobs extends JobRunner {
  /** True while pictures are in this background's memory only. */
  isHolding(): boolean;
}

/**
 * The use cases, put together with the real server and the stored connection.
 * @param onIdle told when no job is left
 */
export function createBackgroundJobs(library: Library, onIdle: () => void): BackgroundJobs {
  const connection = ({ server }: JobRecord) => connectionTo(server);
  const keeper = createAnswerKeeper(library, { onHeld });
  function onHeld() {
    tellHeld();
    if (keeper.held().size === 0) onIdle();
  }
  const tellHeld = offerHeldAnswers(keeper.held);
  const shared = { library, keeper, connection, fetchAnswer };
  const edits = {
    ...{ ...shared, whileServerThinks },
    ...{ takesMarks: takesMarksNow, editImage: learningEdit(editImage) },
  };
  const generations = { ...shared, generateImage: learningGeneration(generateImage) };
  const runner = createJobRunner(
    library,
    {
      edit: (signal, job) => runEdit(signal, job, edits),
      onDevice: (signal, job) => runOnDevice(signal, job, { library, make: makeFiles }),
      generate: (signal, job) => runGeneration(signal, job, generations),
    },
    {
      atOnce,
      onCount(count) {
        void showCount(count);
        if (count === 0) onIdle();
      },
      onEnd: (job) => tellOfEnd(job).then(() => forgetPrivateJob(library, job)),
    },
  );
  return { ...runner, isHolding: () => keeper.held().size > 0 };
}

/** Marks are told apart by their own code: they are never left out of a request that was made with them. */
const refusedField = ({ code, details }: AppError): string | undefined => {
  if (code === 'marks-refused') return markupField;
  return code === 'parameter-unknown' ? details.substitutions?.[0] : undefined;
};

/** Remembers a field that a server does not know; such a refusal is not billed. */
async function learnFrom(error: unknown, baseUrl: string, model: string): Promise<void> {
  const field = error instanceof AppError && refusedField(error);
  if (field) await rememberRefusal({ baseUrl, model, field });
}

async function learning<T>(
  { baseUrl }: Connection,
  request: GenerationRequest,
  send: (dropped: readonly string[]) => Promise<T>,
): Promise<T> {
  try {
    return await send(await refusedBy(baseUrl, request.model));
  } catch (error) {
    await learnFrom(error, baseUrl, request.model);
    throw error;
  }
}

/** Makes a call that leaves out what the server is known to refuse, and learns from refusals. */
const learningEdit =
  (edit: typeof editImage): typeof editImage =>
  (signal, connection, request, listeners, limits) =>
    learning(connection, request, (dropped) =>
      edit(signal, connection, { ...request, dropped }, listeners, limits),
    );

const learningGeneration =
  (generate: typeof generateImage): typeof generateImage =>
  (signal, connection, request, listeners, limits) =>
    learning(connection, request, (dropped) =>
      generate(signal, connection, { ...request, dropped }, listeners, limits),
    );

/** Tries the stored connection; the outcome as plain data, fit for a message. */
export async function tryConnection(model: string): Promise<ConnectionVerdict> {
  try {
    const connection = await connectionItem.getValue();
    const { models } = await testConnection(connection, model, undefined, (listed) => {
      void rememberModels(connection.baseUrl, listed);
    });
    if (!models) return { found: 'server' };
    return { found: connection.pathForm === 'azure' ? 'key' : 'model' };
  } catch (error) {
    return { found: 'server', error: toStoredError(error) };
  }
}
