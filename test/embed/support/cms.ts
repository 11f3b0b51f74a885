/** The editors of content management systems, in a page: content as their forms would send it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';
import { allowedHtml } from './cms-filters.js';
import { fixtureText, type StaticSite } from './static-site.js';
import { Project } from './tarball.js';

/** The files of TinyMCE that a page requests. */
const TINYMCE = ['tinymce.js', 'models/dom/model.js', 'themes/silver/theme.js', 'icons/default/icons.js'];

/** A rule of the General HTML Support of CKEditor 5, as JSON: patterns are texts. */
interface HtmlSupport {
  readonly allow: readonly { readonly name: string; readonly attributes: string }[];
}

/** What Drupal makes of its list of allowed tags for CKEditor 5. */
export const drupalSupport = (list: string): HtmlSupport => ({
  allow: [...allowedHtml(list)].map(([name, attributes]) => ({
    name: `^${name}$`,
    attributes: attributes.map(({ source }) => source).join('|'),
  })),
});

/** What TYPO3 makes of its configuration of the editor. */
export function typo3Support({ parse }: { parse(text: string): unknown }): HtmlSupport {
  interface Configuration {
    editor: { config: { htmlSupport: { allow: { name: { pattern: string }; attributes: { pattern: string } }[] } } };
  }
  const { editor } = parse(fixtureText('cms/typo3.yaml')) as Configuration;
  const { allow } = editor.config.htmlSupport;
  return { allow: allow.map(({ name, attributes }) => ({ name: name.pattern, attributes: attributes.pattern })) };
}

export interface Editors {
  /** CKEditor 5 with the plug-ins that Drupal and TYPO3 have in every configuration, and GPL licence. */
  ckeditor(page: Page, content: string, support?: HtmlSupport): Promise<string>;
  /** TinyMCE as Joomla configures it. */
  tinymce(page: Page, content: string): Promise<string>;
  /** A package that was installed with the editors. */
  load(name: 'yaml'): unknown;
}

/** Installs the editors from the registry, and adds their page to a site: /editors.html. */
export async function installEditors(site: StaticSite): Promise<Editors> {
  const project = Project.createEmpty();
  await project.install('ckeditor5@48', 'tinymce@8', 'yaml@2');
  const file = (path: string): string => readFileSync(project.path(`node_modules/${path}`), 'utf8');
  site.add('/ckeditor.js', file('ckeditor5/dist/browser/ckeditor5.umd.js'));
  for (const name of TINYMCE) site.add(`/tinymce/${name}`, file(`tinymce/${name}`));
  const scripts = '<script src="/ckeditor.js"></script><script src="/tinymce/tinymce.js"></script>';
  site.add(
    '/editors.html',
    `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${scripts}<textarea></textarea>`,
  );
  const load = createRequire(project.path('package.json'));
  return {
    ckeditor: (page, content, support) => page.evaluate(inCkeditor, content, support) as Promise<string>,
    tinymce: (page, content) => page.evaluate(inTinymce, content) as Promise<string>,
    load: (name) => load(name) as unknown,
  };
}

/** Runs in the page. */
async function inCkeditor(content: string, support: HtmlSupport | undefined): Promise<string> {
  interface Editor {
    setData(content: string): void;
    getData(): string;
    destroy(): Promise<void>;
  }
  interface Kit {
    readonly ClassicEditor: { create(target: Element, config: object): Promise<Editor> };
    readonly [plugin: string]: unknown;
  }
  const kit = (globalThis as unknown as { CKEDITOR: Kit }).CKEDITOR;
  const rules = support?.allow.map(({ name, attributes }) => ({
    name: new RegExp(name),
    attributes: new RegExp(attributes),
  }));
  const names = ['Essentials', 'Paragraph', 'Heading', 'Bold', 'Italic', 'Link', 'SourceEditing', 'GeneralHtmlSupport'];
  const editor = await kit.ClassicEditor.create(document.querySelector('textarea')!, {
    licenseKey: 'GPL',
    plugins: names.map((name) => kit[name]),
    htmlSupport: { allow: rules ?? [] },
  });
  editor.setData(content);
  const data = editor.getData();
  await editor.destroy();
  return data;
}

/** Runs in the page. */
async function inTinymce(content: string): Promise<string> {
  interface Editor {
    setContent(content: string): void;
    getContent(): string;
    remove(): void;
  }
  const { tinymce } = globalThis as unknown as { tinymce: { init(options: object): Promise<Editor[]> } };
  const [editor] = await tinymce.init({
    selector: 'textarea',
    license_key: 'gpl',
    skin: false,
    content_css: false,
    promotion: false,
    invalid_elements: 'script,applet,iframe',
    entity_encoding: 'raw',
  });
  editor!.setContent(content);
  const data = editor!.getContent();
  editor!.remove();
  return data;
}
