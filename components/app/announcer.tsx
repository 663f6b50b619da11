import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../utils/base/i18n';
import type { PanelModel } from '../session/panel-model';
import type { PanelState } from '../session/panel-state';

/** "Ready: a red balloon" */
const saidOf = ({ job }: PanelState['news'][number]): string =>
  `${t(job.state === 'succeeded' ? 'newsReady' : 'newsFailed')}: ${job.prompt}`;

/**
 * Tells whoever can't see it how each job has ended: one region for all of them, in the page before there is anything
 * to say.
 */
export function Announcer({ model }: { readonly model: PanelModel }) {
  const said = useSignal('');
  const told = useRef(new Set<string>());
  const news = model.state.value?.news;
  useEffect(() => {
    const untold = news?.filter(({ job }) => !told.current.has(job.id)) ?? [];
    if (untold.length === 0) return;
    for (const { job } of untold) told.current.add(job.id);
    said.value = untold.map(saidOf).join('. ');
  }, [news]);
  return (
    <p class="visually-hidden" aria-live="polite" data-testid="announcer">
      {said.value}
    </p>
  );
}
