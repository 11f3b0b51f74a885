/** What content management systems take out of content on their servers, as their documentation says: models, as none of them is in a registry of npm. */
import { createRequire } from 'node:module';

/** It has no types. */
const { JSDOM } = createRequire(import.meta.url)('jsdom') as {
  JSDOM: new (html: string) => { readonly window: { readonly document: Document } };
};

/** What a filter keeps. An element that is not kept leaves its content. */
interface Rules {
  keepsElement(name: string): boolean;
  keepsAttribute(element: string, name: string, value: string): boolean;
}

function filtered(content: string, { keepsElement, keepsAttribute }: Rules): string {
  const { body } = new JSDOM(content).window.document;
  for (const element of body.querySelectorAll('*')) {
    const name = element.localName;
    for (const attribute of [...element.attributes])
      if (!keepsAttribute(name, attribute.name, attribute.value)) element.removeAttribute(attribute.name);
    if (!keepsElement(name)) element.replaceWith(...element.childNodes);
  }
  return body.innerHTML;
}

/** The scheme of an attribute that is a URL; undefined for a relative one. */
const schemeOf = (value: string): string | undefined => /^([a-z][a-z0-9+.-]*):/i.exec(value.trim())?.[1]?.toLowerCase();

/** Elements and attributes of a list such as `<a href data-x-*>`; `*` at the end of a name stands for any more characters. */
export function allowedHtml(list: string): ReadonlyMap<string, readonly RegExp[]> {
  const allowed = new Map<string, RegExp[]>();
  for (const [, name = '', attributes = ''] of list.matchAll(/<([a-z0-9-]+)([^>]*)>/g)) {
    const patterns = attributes.trim().split(/\s+/).filter(Boolean);
    const known = allowed.get(name) ?? [];
    allowed.set(name, [...known, ...patterns.map((pattern) => new RegExp(`^${pattern.replace(/\*$/, '.*')}$`))]);
  }
  return allowed;
}

const DRUPAL_SCHEMES = 'http https ftp news nntp tel telnet mailto irc ssh sftp webcal rtsp'.split(' ');

/** The filter "Limit allowed HTML tags" of Drupal, with the tags of "Basic HTML" beside those of the list. */
export function drupalFilter(content: string, list: string): string {
  const allowed = allowedHtml(`<a href hreflang> <em> <strong> <p> <br> <ul type> <ol start type> <li> ${list}`);
  return filtered(content, {
    keepsElement: (name) => allowed.has(name),
    keepsAttribute: (element, name, value) => {
      if (!allowed.get(element)?.some((pattern) => pattern.test(name))) return false;
      const scheme = name.startsWith('data-') ? undefined : schemeOf(value);
      return scheme === undefined || DRUPAL_SCHEMES.includes(scheme);
    },
  });
}

/** The HTML sanitizer of TYPO3, which its templates apply to content of the editor. */
export const typo3Filter = (content: string): string =>
  filtered(content, {
    keepsElement: (name) =>
      /^(?:a|abbr|article|aside|b|br|div|em|h[1-6]|i|li|ol|p|section|small|span|strong|ul)$/.test(name),
    keepsAttribute: (_, name, value) =>
      /^(?:data-|aria-)|^(?:class|dir|id|lang|role|tabindex|title)$/.test(name) ||
      (name === 'href' && ['http', 'https', 'mailto', 'tel', undefined].includes(schemeOf(value))),
  });

const JOOMLA_BLOCKED =
  'applet body bgsound base basefont canvas embed frame frameset head html id iframe ilayer layer link meta name object script style title xml';

/** The text filter "Default Forbidden List" of Joomla, which counts for all groups but super users. */
export const joomlaFilter = (content: string): string =>
  filtered(content, {
    keepsElement: (name) => /^[a-z][a-z0-9]*$/.test(name) && !JOOMLA_BLOCKED.split(' ').includes(name),
    keepsAttribute: (_, name, value) =>
      !/^on|^(?:action|background|codebase|dynsrc|formaction|lowsrc)$/.test(name) && schemeOf(value) !== 'javascript',
  });
