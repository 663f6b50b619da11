import { findModel } from '../../utils/images-api/models';
import { FileOptions, ModerationOption, WorkOptions } from '../model-options/extra-options';
import { ModelOptions } from '../model-options/model-options';
import type { PanelServices } from '../panel/services';
import { More } from '../ui/more';
import { SizeChoice } from './size-choice';

/** What is asked of the model besides the prompt: the size in sight, the rest on demand. */
export function GenerateOptions({ services }: { readonly services: PanelServices }) {
  const options = services.generateOptions;
  const { model, size } = options.value.value;
  return (
    <>
      <SizeChoice
        size={size}
        rules={findModel(model).sizes}
        onChange={(next) => void options.change({ size: next })}
      />
      <More
        open={services.panel.value.value.moreOptionsOpen}
        onToggle={(moreOptionsOpen) => void services.panel.change({ moreOptionsOpen })}
      >
        <ModelOptions services={services} options={options} />
        <FileOptions options={options} />
        <WorkOptions options={options} />
        <ModerationOption options={options} />
      </More>
    </>
  );
}
