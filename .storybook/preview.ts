/** What every story shares. */
import type { Preview } from '@storybook/web-components-vite';

const preview: Preview = {
  tags: ['autodocs'],
  parameters: { layout: 'centered', controls: { expanded: true } },
};

export default preview;
