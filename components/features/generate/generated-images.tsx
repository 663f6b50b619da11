import '../../ui/skeleton.css';
import '../../parts/results.css';
import './generated-images.css';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { t } from '../../../utils/base/i18n';
import { type GenerateJob, isRunning } from '../../../utils/library/jobs';
import type { ImageRecord } from '../../../utils/library/records';
import { DeadlyAlert, idsOf, useDeadly } from '../../parts/deadly';
import { ResultActions, VariationsButton } from '../../parts/result-actions';
import { ResultList } from '../../parts/result-list';
import type { PanelModel } from '../../session/panel-model';
import type { PanelServices } from '../../session/services';
import { useObjectUrl } from '../../ui/object-url';

interface GeneratedImagesProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
}

/**
 * The pictures made from text: one large, the others to choose from, those before also while another one is made. One that
 * panels have died with is asked about, and not drawn.
 */
export function GeneratedImages({ services, model }: GeneratedImagesProps) {
  const chosenId = useSignal<string | undefined>(undefined);
  const all = model.generated.value;
  const deadly = useDeadly(services, 'generated', idsOf(all));
  const generated = deadly ? all.filter(({ id }) => !deadly.has(id)) : [];
  const left = all.find(({ id }) => deadly?.has(id));
  const job = model.generations.value[0];
  const running = job && isRunning(job.state) ? job : undefined;
  useEffect(() => {
    chosenId.value = undefined; // what is being made now is what was asked for last
  }, [running?.id]);
  const chosen = generated.find(({ id }) => id === chosenId.value);
  const shown = chosen ?? (running ? undefined : generated[0]);
  if (!shown && !running && !left) return null;
  return (
    <section class="results">
      {left && (
        <DeadlyAlert
          services={services}
          model={model}
          imageId={left.id}
          onOpen={() => {
            chosenId.value = left.id;
          }}
        />
      )}
      {running && !shown && <Unfinished job={running} />}
      {shown && <Finished {...{ services, model, shown }} />}
      <ResultList
        results={generated}
        order="newest-first"
        pending={running !== undefined}
        onPending={() => {
          chosenId.value = undefined;
        }}
        selectedId={shown?.id}
        onSelect={(id) => {
          chosenId.value = id;
        }}
      />
    </section>
  );
}

/** What there is of a picture that is being made: a preview, or the room that it will take. */
function Unfinished({ job }: { readonly job: GenerateJob }) {
  const preview = useObjectUrl(job.preview, `${job.id} ${job.preview?.size}`);
  if (preview) return <img class="generated" src={preview} alt="" />;
  return <div class="generated skeleton" style={ratioOf(job.options.size)} />;
}

interface FinishedProps extends GeneratedImagesProps {
  readonly shown: ImageRecord;
}

/** A picture and what can be done with it. */
function Finished({ services, model, shown }: FinishedProps) {
  const url = useObjectUrl(shown.blob, shown.id);
  return (
    <>
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
    </>
  );
}

const ratioOf = ({ width, height }: { width: number; height: number }) => ({
  aspectRatio: `${width} / ${height}`,
});
