/** The theme of the site: that of VitePress, with the components that pages use. */

import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import PageList from './PageList.vue';

const theme: Theme = {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component('PageList', PageList);
  },
};

export default theme;
