/** The frame around the stories: a phone is 560 px high, so the panel of the controls is beside it. */
import { addons } from 'storybook/manager-api';
import { create } from 'storybook/theming/create';

addons.setConfig({
  layout: { panelPosition: 'right' },
  theme: create({ base: 'light', brandTitle: 'sip-elements', brandTarget: '_self' }),
});
