/**
 * The links of a built site: each page, file and fragment that a page of the site refers to has to exist in it.
 * Subjects: links of the site, checked.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

/** @typedef {{ page: string, target: string }} DeadLink `page`: path in the site */

/** @param {string} html @param {string} attribute @returns {string[]} */
const valuesOf = (html, attribute) =>
  [...html.matchAll(new RegExp(`\\s${attribute}="([^"]*)"`, 'g'))].map(([, value = '']) =>
    value.replaceAll('&amp;', '&'),
  );

/**
 * @param {string} site its folder
 * @param {string} [base] the path below which it is served, `/` at both ends
 * @returns {DeadLink[]}
 */
export function deadLinks(site, base = '/') {
  const pages = readdirSync(site, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.html'));
  const ids = new Map(pages.map((page) => [page, new Set(valuesOf(readFileSync(join(site, page), 'utf8'), 'id'))]));
  return pages.flatMap((page) => {
    const html = readFileSync(join(site, page), 'utf8');
    const targets = new Set([...valuesOf(html, 'href'), ...valuesOf(html, 'src')]);
    return [...targets].filter((target) => isDead(site, base, page, target, ids)).map((target) => ({ page, target }));
  });
}

/** @param {string} site @param {string} base @param {string} page @param {string} target @param {ReadonlyMap<string, ReadonlySet<string>>} ids by page */
function isDead(site, base, page, target, ids) {
  if (/^[a-z][a-z\d+.-]*:|^\/\//i.test(target) || target === '') return false;
  const { pathname, hash } = new URL(target, `http://site${base}${page}`);
  if (!pathname.startsWith(base)) return true;
  const path = decodeURIComponent(pathname.slice(base.length));
  const file = fileOf(site, path);
  if (file === undefined) return true;
  const fragment = decodeURIComponent(hash.slice(1));
  return fragment !== '' && ids.has(file) && !ids.get(file)?.has(fragment);
}

/** @param {string} site @param {string} path @returns {string | undefined} the file that a server sends for it */
function fileOf(site, path) {
  return [path, `${path}.html`, posix.join(path, 'index.html')]
    .map((name) => posix.normalize(name))
    .find((name) => existsSync(join(site, name)) && statSync(join(site, name)).isFile());
}
