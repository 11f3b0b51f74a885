/** The navigation of the site: guides by hand, the reference and the decisions from what is in their folders. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { DefaultTheme } from 'vitepress';
import { GROUPS, groupOf } from '../../scripts/docs-elements.mjs';
import { MODULES } from './modules.mjs';

type Item = DefaultTheme.SidebarItem;

const docs = new URL('../', import.meta.url);

/** The names of the pages in a folder of docs/, without its index. */
function pagesIn(folder: string): string[] {
  const url = new URL(`${folder}/`, docs);
  if (!existsSync(url)) return [];
  return readdirSync(url)
    .filter((name) => name.endsWith('.md') && name !== 'index.md')
    .map((name) => name.slice(0, -3))
    .sort((a, b) => a.localeCompare(b, 'en'));
}

/** The first heading of a page. */
const headingOf = (page: string): string =>
  /^# (.*)$/m.exec(readFileSync(new URL(`${page}.md`, docs), 'utf8'))?.[1] ?? page;

const item = (link: string, text = headingOf(link.slice(1))): Item => ({ text, link });

const elements = pagesIn('reference/elements');

const reference: Item[] = [
  item('/reference/elements/', 'All elements'),
  ...GROUPS.map(([text]) => ({
    text,
    collapsed: true,
    items: elements
      .filter((tag) => groupOf(tag) === text)
      .map((tag) => item(`/reference/elements/${tag}`, `&lt;${tag}&gt;`)),
  })),
  {
    text: 'Classes',
    collapsed: true,
    items: Object.values(MODULES).map((name) => ({
      text: name,
      link: `/reference/api/${name}/`,
      collapsed: true,
      items: pagesIn(`reference/api/${name}/classes`).map((one) => item(`/reference/api/${name}/classes/${one}`, one)),
    })),
  },
  item('/options', 'Options'),
  item('/commands', 'Commands'),
];

/** In the order of reading; a guide that is not named comes after them. */
const ORDER = ['first-call', 'servers', 'frameworks', 'migration', 'from-sipjs', 'from-jssip', 'trouble', 'browsers'];
const guidePages = [...new Set([...ORDER, ...pagesIn('guides')])];

const guides: Item[] = [
  { text: 'Start', items: [...guidePages.map((name) => item(`/guides/${name}`)), item('/embedding')] },
  { text: 'Recipes', items: pagesIn('recipes').map((name) => item(`/recipes/${name}`)) },
];

/** Pages of docs/ that are named elsewhere in the navigation. */
const ELSEWHERE = new Set(['options', 'commands', 'embedding']);

const project: Item[] = [
  {
    text: 'More',
    items: pagesIn('.')
      .filter((name) => !ELSEWHERE.has(name))
      .map((name) => item(`/${name}`)),
  },
  {
    text: 'Decisions',
    collapsed: true,
    items: pagesIn('decisions').map((name) => item(`/decisions/${name}`)),
  },
];

export const sidebar: Item[] = [...guides, { text: 'Reference', items: reference }, ...project];
