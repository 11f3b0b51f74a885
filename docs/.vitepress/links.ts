/**
 * Links from the pages of docs/ to other files of the repository. On the site, those to the sources of the reference lead to its pages, all
 * others to the repository.
 */

import { posix } from 'node:path';

export const REPOSITORY = 'https://github.com/sip-elements/sip-elements';

/** The pages of the reference by the source that they are made of. The pages of docs/ link the source, which a reader of the repository has. */
const REFERENCE: Readonly<Record<string, string>> = {
  'src/components': '/reference/elements/',
  'src/components/shared/styles/tokens.styles.ts': '/reference/elements/sip-phone#custom-properties',
  'src/index.ts': '/reference/api/sip-elements/',
  'src/phone/index.ts': '/reference/api/sip-elements/phone/',
};

/** The target of a link on the site. `page` is the path of the page below docs/. */
export function siteLink(target: string, page: string): string {
  if (/^[a-z][a-z\d+.-]*:|^[/#]/i.test(target)) return target;
  const [path = '', hash = ''] = target.split(/(?=#)/);
  const file = posix.join('docs', posix.dirname(page), path);
  // A page of the site, or a folder that has one for its pages.
  if (file.startsWith('docs/') && file.endsWith('.md')) return target;
  if (/^docs\/decisions\/?$/.test(file)) return `/decisions/${hash}`;
  const reference = REFERENCE[file.replace(/\/$/, '')];
  if (reference !== undefined) return reference;
  return `${REPOSITORY}/${posix.extname(file) === '' ? 'tree' : 'blob'}/main/${file.replace(/\/$/, '')}${hash}`;
}

/** The parts of markdown-it that the plug-in uses. */
interface Token {
  readonly type: string;
  readonly children: readonly Token[] | null;
  attrGet(name: string): string | null;
  attrSet(name: string, value: string): void;
}
interface MarkdownIt {
  readonly core: {
    readonly ruler: {
      after(rule: string, name: string, run: (state: { tokens: readonly Token[]; env: unknown }) => void): void;
    };
  };
}

/** A plug-in of markdown-it. */
export function siteLinks(markdown: MarkdownIt): void {
  markdown.core.ruler.after('inline', 'site-links', ({ tokens, env }) => {
    const { relativePath } = env as { relativePath: string };
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const target = token.type === 'link_open' ? token.attrGet('href') : null;
      if (target !== null) token.attrSet('href', siteLink(target, relativePath));
    }
  });
}
