/** What every story shares: pages from the manifest, controls that set the element of the story, and the settings of the toolbar. */
import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import manifest from 'virtual:manifest';
import '../src/define/locales.js';
import '../src/themes/dense.css';
import '../src/themes/mono.css';
import '../src/themes/warm.css';
import { withControls } from './arg-types.js';
import { setControl } from './controls.js';
import { CHOICES, INITIAL, setPage, setStory } from './toolbar.js';

if (manifest) setCustomElementsManifest(manifest);

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    layout: 'centered',
    // The panel is narrow; descriptions are in the docs page.
    controls: { expanded: false },
    options: {
      storySort: { order: ['Presets', 'In a call', 'Buttons', 'Dialling', 'People', 'Set-up', 'Themes'] },
    },
  },
  initialGlobals: { ...INITIAL },
  globalTypes: {
    scheme: { toolbar: { title: 'Scheme', icon: 'mirror', items: [...CHOICES.scheme], dynamicTitle: true } },
    skin: {
      toolbar: { title: 'Theme', icon: 'paintbrush', items: [...CHOICES.skin], dynamicTitle: true },
    },
    language: {
      toolbar: {
        title: 'Language',
        icon: 'globe',
        items: CHOICES.language.map((value) => ({
          value,
          title: new Intl.DisplayNames([value], { type: 'language' }).of(value) ?? value,
        })),
        dynamicTitle: true,
      },
    },
    direction: { toolbar: { title: 'Direction', icon: 'transfer', items: [...CHOICES.direction], dynamicTitle: true } },
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
      const choices = { ...INITIAL, ...globals };
      setPage(choices);
      // The element is there after this render.
      requestAnimationFrame(() => {
        const element = component ? canvasElement.querySelector(component) : null;
        if (element) for (const [name, value] of Object.entries(args)) setControl(element, name, value);
        requestAnimationFrame(() => setStory(choices, canvasElement));
      });
      return story();
    },
  ],
};

export default preview;
