import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { answerQuestions } from '../utils/jobs/make-files';

/** Makes removals and cut-outs beside the thread of the extension's pages. Chromium's background has a thread of its own instead. */
export default defineUnlistedScript({ include: ['firefox'], main: answerQuestions });
