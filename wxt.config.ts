import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';

export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill'],
  manifestVersion: 3,
  imports: false,
  vite: () => ({ plugins: [preact()] }),
  zip: { excludeSources: ['out/**'] },
  manifest: ({ browser }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    permissions: [
      'contextMenus',
      'storage',
      'unlimitedStorage',
      'activeTab',
      'scripting',
      'declarativeNetRequestWithHostAccess',
    ],
    optional_permissions: ['notifications'],
    optional_host_permissions: ['<all_urls>'],
    action: { default_title: '__MSG_actionTitle__' },
    commands: {
      // Chromium leaves Alt+Shift combinations unassigned.
      _execute_action: { suggested_key: { default: 'Alt+R' } },
      'pick-image': {
        suggested_key: { default: 'Alt+P' },
        description: '__MSG_commandPick__',
      },
    },
    // Firefox upgrades http to https by default, which cuts off servers on the user's own network.
    content_security_policy: { extension_pages: "script-src 'self'; object-src 'self'" },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'repaint@repaint-extension.github.io',
              strict_min_version: '140.0',
              // Pictures and prompts go to a server of the user's choice. By Mozilla's rules that is
              // transmitted, whoever runs the server.
              data_collection_permissions: { required: ['websiteContent'] },
            },
          },
        }
      : { minimum_chrome_version: '126' }),
  }),
});
