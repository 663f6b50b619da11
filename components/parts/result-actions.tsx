import './result-actions.css';
import { type Signal, useSignal } from '@preact/signals';
import { ChevronDown, Copy, SquareSplitHorizontal, Trash2 } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../../utils/base/i18n';
import type { ImageRecord } from '../../utils/library/records';
import { type Price, usdOf } from '../../utils/money/expected-price';
import { copyImage, downloadImage } from '../session/download-image';
import type { PanelModel } from '../session/panel-model';
import { priceOf } from '../session/prices';
import type { PanelServices } from '../session/services';
import { startJob } from '../session/start-job';
import { variationsOf, variationsQuestion } from '../session/variations';
import { HoldButton } from '../ui/hold-button';
import { IconButton } from '../ui/icon-button';
import { PaidButton } from './money';
import { SaveOptions } from './save-options';

interface ResultActionsProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
  readonly result: ImageRecord;
  /** Whether to save it is what most people want now; there is one such button at a time. */
  readonly isPrimary: boolean;
  /** Whether what it was made from is there, to be compared with. */
  readonly canCompare: boolean;
  /** Further buttons, between "Copy" and "Delete". */
  readonly children?: ComponentChildren;
}

/** What can be done with a picture. */
export function ResultActions(props: ResultActionsProps) {
  const { services, model, result, isPrimary, canCompare, children } = props;
  const optionsOpen = useSignal(false);
  const optionsId = useId();
  const copied = useSignal(false);
  return (
    <div class="result-actions">
      <DownloadButton {...{ services, model, result, isPrimary, optionsOpen, optionsId }} />
      {canCompare && (
        <HoldButton
          label={t('compare')}
          icon={SquareSplitHorizontal}
          title={t('compareHint')}
          held={model.comparing}
        />
      )}
      {children}
      <span class="result-actions-gap" />
      <IconButton
        icon={Copy}
        label={t('copy')}
        onClick={() =>
          void copyImage(result).then(() => {
            copied.value = true;
          }, model.showError)
        }
      />
      <IconButton icon={Trash2} label={t('delete')} onClick={() => model.deleteImage(result.id)} />
      <span class="visually-hidden" role="status">
        {copied.value && t('copied')}
      </span>
      {optionsOpen.value && (
        <div class="result-save" id={optionsId}>
          <SaveOptions services={services} />
        </div>
      )}
    </div>
  );
}

interface DownloadButtonProps extends Omit<ResultActionsProps, 'canCompare' | 'children'> {
  readonly optionsOpen: Signal<boolean>;
  readonly optionsId: string;
}

/** Saves the picture; the arrow beside it opens how. */
function DownloadButton(props: DownloadButtonProps) {
  const { services, model, result, isPrimary, optionsOpen, optionsId } = props;
  return (
    <span class="split-button" data-primary={isPrimary ? '' : undefined}>
      <button
        type="button"
        class={isPrimary ? 'button primary' : 'button'}
        onClick={() => void downloadImage(services, result).catch(model.showError)}
      >
        {t('download')}
      </button>
      <IconButton
        icon={ChevronDown}
        label={t('saveOptions')}
        expanded={optionsOpen.value}
        controls={optionsId}
        onClick={() => {
          optionsOpen.value = !optionsOpen.value;
        }}
      />
    </span>
  );
}

interface VariationsButtonProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
  readonly image: ImageRecord;
}

/** Makes pictures like this one: it says for about how much, its tooltip also how many. */
export function VariationsButton({ services, model, image }: VariationsButtonProps) {
  const job = variationsOf(image, services.editOptions.current.value);
  const price = priceIfAny(() => priceOf(services, 'edit', variationsQuestion(image, job)));
  const start = () => startJob(services, { ...job, estimatedUsd: usdOf(price) });
  return (
    <PaidButton
      quiet
      label={t('variations')}
      price={price}
      hint={t('variationsHint', job.options.variants)}
      onClick={() => model.openImage(image.id, start)}
    />
  );
}

/** A picture of a shape that no model takes has no price; its job says why. */
function priceIfAny(work: () => Price): Price | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
