import '../../ui/skeleton.css';
import '../../parts/results.css';
import './generated-images.css';
import { useSignal } from '@preact/signals';
import { t } from '../../../utils/base/i18n';
import { isRunning } from '../../../utils/library/jobs';
import { ResultActions, VariationsButton } from '../../parts/result-actions';
import { ResultList } from '../../parts/result-list';
import type { PanelModel } from '../../session/panel-model';
import type { PanelServices } from '../../session/services';
import { useObjectUrl } from '../../ui/object-url';

interface GeneratedImagesProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
}

/** The pictures made from text: one large, the others to choose from, a preview while one runs. */
export function GeneratedImages({ services, model }: GeneratedImagesProps) {
  const chosenId = useSignal<string | undefined>(undefined);
  const generated = model.generated.value;
  const job = model.generations.value[0];
  const running = job && isRunning(job.state) ? job : undefined;
  const shown = generated.find(({ id }) => id === chosenId.value) ?? generated[0];
  const preview = useObjectUrl(running?.preview, `${running?.id} ${running?.preview?.size}`);
  const url = useObjectUrl(shown?.blob, shown?.id ?? '');
  if (preview) return <img class="generated" src={preview} alt="" />;
  if (running) return <div class="generated skeleton" style={ratioOf(running.options.size)} />;
  if (!shown) return null;
  return (
    <section class="results">
      <img class="generated" src={url} alt={shown.page.pageTitle} style={ratioOf(shown)} />
      <ResultActions
        services={services}
        model={model}
        result={shown}
        isPrimary={false}
        canCompare={false}
      >
        <button type="button" class="button" onClick={() => model.openImage(shown.id)}>
          {t('editThis')}
        </button>
      </ResultActions>
      <VariationsButton services={services} model={model} image={shown} />
      <ResultList
        results={generated}
        order="newest-first"
        pending={false}
        selectedId={shown.id}
        onSelect={(id) => {
          chosenId.value = id;
        }}
      />
    </section>
  );
}

const ratioOf = ({ width, height }: { width: number; height: number }) => ({
  aspectRatio: `${width} / ${height}`,
});
