import type { JobOptions } from '../../utils/plan/options';
import { findModel } from '../../utils/server/models';
import type { Setting } from '../../utils/settings/setting';

/** Chooses a model; a quality that it does not know becomes `auto`. */
export function switchModel(options: Setting<JobOptions>, model: string): void {
  const { quality } = options.current.value;
  const takesQuality = findModel(model).qualities.some((word) => word === quality);
  void options.change({ model, ...(takesQuality ? {} : { quality: 'auto' }) });
}
