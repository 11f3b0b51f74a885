/** The stories are the living catalogue, in the groups of the site; Vite's own configuration brings the pocket PBX behind /sip along. */
import type { StorybookConfig } from '@storybook/web-components-vite';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { PluginOption } from 'vite';
import { CSS_TARGET, groupOf } from '../scripts/docs-elements.mjs';

/** Where `npm run storybook` makes the manifest before it starts; a test names a folder of its own. */
const MANIFEST = `${process.env['DOCS_REFERENCE'] ?? new URL('../docs/reference', import.meta.url).pathname}/custom-elements.json`;
/** The module `virtual:manifest`: undefined where the manifest was not made. */
const manifest: PluginOption = {
  name: 'manifest',
  resolveId: (id) => (id === 'virtual:manifest' ? `\0${id}` : undefined),
  load: (id) =>
    id === '\0virtual:manifest'
      ? `export default ${existsSync(MANIFEST) ? readFileSync(MANIFEST, 'utf8') : 'undefined'}`
      : undefined,
};

/** Each folder of stories is an element, but for those of several. */
const FOLDERS: Readonly<Record<string, string>> = { 'call-buttons': 'Buttons', themes: 'Themes' };

const stories = readdirSync(new URL('../stories', import.meta.url))
  .filter((folder) => folder !== 'support')
  .map((folder) => ({
    directory: `../stories/${folder}`,
    files: '*.stories.ts',
    titlePrefix: FOLDERS[folder] ?? groupOf(folder),
  }));

const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories,
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  // As the elements, the themes need light-dark(). For older browsers Vite would replace it by what only works in a style sheet with `color-scheme`.
  viteFinal: (config) => ({
    ...config,
    plugins: [...(config.plugins ?? []), manifest],
    build: { ...config.build, cssTarget: CSS_TARGET },
  }),
  // Only what these stories have something for, so that the toolbar and the tabs of the panel fit beside a phone.
  features: {
    sidebarOnboardingChecklist: false,
    actions: false,
    interactions: false,
    backgrounds: false,
    measure: false,
    outline: false,
  },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
};

export default config;
