/** The theme of the site: that of VitePress, with the components that pages use. */

import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import HomePage from './HomePage.vue';
import PageList from './PageList.vue';
import PartPicker from './PartPicker.vue';
import ThemeGallery from './ThemeGallery.vue';
import './site.css';

const theme: Theme = {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component('HomePage', HomePage);
    app.component('PageList', PageList);
    app.component('PartPicker', PartPicker);
    app.component('ThemeGallery', ThemeGallery);
  },
};

export default theme;
