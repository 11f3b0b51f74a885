/** The theme of the site: that of VitePress, with the components that pages use. */

import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import HomePage from './HomePage.vue';
import PageList from './PageList.vue';
import PartPicker from './PartPicker.vue';
import ThemeGallery from './ThemeGallery.vue';
import TokenSheet from './TokenSheet.vue';
import './site.css';

const theme: Theme = {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    // The page has the sheets of several themes: an element chooses one of them. A built page says it already in its tag.
    if (typeof document !== 'undefined') document.documentElement.dataset['sipTheme'] = 'none';
    app.component('HomePage', HomePage);
    app.component('PageList', PageList);
    app.component('PartPicker', PartPicker);
    app.component('ThemeGallery', ThemeGallery);
    app.component('TokenSheet', TokenSheet);
  },
};

export default theme;
