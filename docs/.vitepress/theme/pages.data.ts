/** The pages of the folders that are listed on a page of their own, read when the site is built. */

import { createContentLoader } from 'vitepress';

export interface Page {
  readonly url: string;
  readonly title: string;
}

declare const data: readonly Page[];
export { data };

export default createContentLoader(['decisions/*.md', 'guides/*.md', 'recipes/*.md'], {
  includeSrc: true,
  transform: (pages): Page[] =>
    pages
      .map(({ url, src }) => ({ url, title: /^# (.*)$/m.exec(src ?? '')?.[1] ?? url }))
      .sort((a, b) => a.url.localeCompare(b.url, 'en')),
});
