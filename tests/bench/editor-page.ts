import { exportByCanvas, exportByWorker, keepWorkerBusy } from './mask-export';
import { timeUndo } from './mask-undo';
import { replay, show } from './painting-peers-page';

/** What the benchmarks call in the page. */
const calls = { show, replay, timeUndo, exportByWorker, exportByCanvas, keepWorkerBusy };

declare global {
  interface Window {
    editorBench: typeof calls;
  }
}
window.editorBench = calls;
