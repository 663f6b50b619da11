import type { Library } from '../../utils/library/database';
import { connectionItem } from '../../utils/settings/connection-item';
import { type Profiles, profilesItem } from '../../utils/settings/profiles';
import {
  type RefusedFields,
  refusedFieldsItem,
  type ServerModels,
  serverModelsItem,
} from '../../utils/settings/server-knowledge';
import { createSetting, type Setting } from '../../utils/settings/setting';
import {
  type Connection,
  type JobSettings,
  jobsItem,
  type MoneySettings,
  moneyItem,
} from '../../utils/settings/settings';

/** What the settings need of the world, in the panel and on the options page. */
export interface SettingsServices {
  readonly library: Library;
  readonly connection: Setting<Connection>;
  readonly profiles: Setting<Profiles>;
  readonly jobSettings: Setting<JobSettings>;
  readonly money: Setting<MoneySettings>;
  readonly serverModels: Setting<ServerModels>;
  readonly refusedFields: Setting<RefusedFields>;
}

export const createSettingsServices = (library: Library): SettingsServices => ({
  library,
  connection: createSetting(connectionItem),
  profiles: createSetting(profilesItem),
  jobSettings: createSetting(jobsItem),
  money: createSetting(moneyItem),
  serverModels: createSetting(serverModelsItem),
  refusedFields: createSetting(refusedFieldsItem),
});
