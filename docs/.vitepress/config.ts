/** The site, built by `npm run docs`: the pages of docs/, with the elements of the sources live on the first page. */

import { defineConfig } from 'vitepress';
import { CSS_TARGET } from '../../scripts/docs-elements.mjs';
import { REPOSITORY, siteLinks } from './links.js';
import { sidebar } from './sidebar.js';

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E%3Crect width='24' height='24' rx='6' fill='%232f55d4'/%3E%3Cpath d='M8 5h2l1 4-2 1a9 9 0 0 0 5 5l1-2 4 1v2a2 2 0 0 1-2 2A12 12 0 0 1 6 7a2 2 0 0 1 2-2' fill='%23fff'/%3E%3C/svg%3E";

export default defineConfig({
  title: 'sip-elements',
  description: 'A SIP phone for your page, from one tag, over a complete SIP stack of its own',
  lang: 'en',
  base: process.env['DOCS_BASE'] ?? '/',
  head: [['link', { rel: 'icon', href: ICON }]],
  srcExclude: ['**/node_modules/**'],
  markdown: { config: siteLinks },
  vite: {
    build: { cssTarget: CSS_TARGET },
    // Everything that the first page may import is known at the start, so that the page is not loaded again while it is used.
    optimizeDeps: { entries: ['../src/index.ts', '../packages/pbx/src/page/index.ts'] },
  },
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('sip-') } } },
  // The page has the sheets of several themes: an element chooses one of them.
  transformHtml: (html) => html.replace('<html ', '<html data-sip-theme="none" '),
  themeConfig: {
    nav: [
      { text: 'Guides', link: '/guides/first-call', activeMatch: '^/(guides|recipes)/' },
      { text: 'Elements', link: '/reference/elements/', activeMatch: '^/reference/elements/' },
      { text: 'Classes', link: '/reference/api/sip-elements/', activeMatch: '^/reference/api/' },
    ],
    sidebar,
    outline: [2, 3],
    search: { provider: 'local' },
    socialLinks: [{ icon: 'github', link: REPOSITORY }],
    footer: { message: 'MIT licence' },
  },
});
