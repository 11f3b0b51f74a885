/** The stories are the living catalogue, in the groups of the site; Vite's own configuration brings the pocket PBX behind /sip along. */
import type { StorybookConfig } from '@storybook/web-components-vite';
import { readdirSync } from 'node:fs';
import { CSS_TARGET, groupOf } from '../scripts/docs-elements.mjs';

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
  viteFinal: (config) => ({ ...config, build: { ...config.build, cssTarget: CSS_TARGET } }),
  features: { sidebarOnboardingChecklist: false },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
};

export default config;
