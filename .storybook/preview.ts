/** What every story shares: pages from the manifest, controls that set the element of the story, and the settings of the toolbar. */
import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import '../src/define/locales.js';
import '../src/themes/dense.css';
import '../src/themes/mono.css';
import '../src/themes/warm.css';
import { withControls } from './arg-types.js';
import { setForcedColors } from './forced-colors.js';
import { setControl } from './controls.js';

/** Made by `npm run storybook` before it starts. */
const [manifest] = Object.values(
  import.meta.glob('../docs/reference/custom-elements.json', { eager: true, import: 'default' }),
);
if (manifest) setCustomElementsManifest(manifest);

const LANGUAGES = ['en', 'ar', 'de', 'es', 'fr', 'he', 'it', 'ja', 'ko', 'nl', 'pl', 'pt', 'tr', 'zh'];
const RIGHT_TO_LEFT = new Set(['ar', 'he']);

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    layout: 'centered',
    controls: { expanded: true },
    options: {
      storySort: { order: ['Presets', 'In a call', 'Buttons', 'Dialling', 'People', 'Set-up', 'Themes'] },
    },
  },
  initialGlobals: { scheme: 'light', skin: 'calm', language: 'en', direction: 'auto', forced: 'none' },
  globalTypes: {
    scheme: { toolbar: { title: 'Scheme', icon: 'mirror', items: ['light', 'dark'], dynamicTitle: true } },
    skin: {
      toolbar: { title: 'Theme', icon: 'paintbrush', items: ['calm', 'dense', 'warm', 'mono'], dynamicTitle: true },
    },
    language: { toolbar: { title: 'Language', icon: 'globe', items: LANGUAGES, dynamicTitle: true } },
    direction: { toolbar: { title: 'Direction', icon: 'transfer', items: ['auto', 'ltr', 'rtl'], dynamicTitle: true } },
    forced: {
      toolbar: {
        title: 'Forced colors',
        icon: 'contrast',
        items: [
          { value: 'none', title: 'Colors of the page' },
          { value: 'active', title: 'Forced colors' },
        ],
        dynamicTitle: true,
      },
    },
  },
  argTypesEnhancers: [withControls],
  decorators: [
    (story, { args, component, globals, canvasElement }) => {
      const { scheme, skin, language, direction, forced } = globals as Record<string, string>;
      const root = document.documentElement;
      // This theme is dark in both schemes.
      root.style.colorScheme = skin === 'mono' ? '' : (scheme ?? 'light');
      document.body.style.background = scheme === 'dark' || skin === 'mono' ? '#15171c' : '#ffffff';
      root.dataset['sipTheme'] = skin ?? 'calm';
      root.lang = language ?? 'en';
      root.dir = direction === 'auto' || !direction ? (RIGHT_TO_LEFT.has(root.lang) ? 'rtl' : 'ltr') : direction;
      // The element is there after this render.
      requestAnimationFrame(() => {
        const element = component ? canvasElement.querySelector(component) : null;
        if (element) for (const [name, value] of Object.entries(args)) setControl(element, name, value);
        requestAnimationFrame(() => setForcedColors(canvasElement, forced === 'active'));
      });
      return story();
    },
  ],
};

export default preview;
