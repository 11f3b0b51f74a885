/** The packed kit in the tools of an application: types and data in those of Vue, Svelte and VS Code, and in former versions of TypeScript; tests in Jest. */
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { packed, Project } from './support/tarball.js';

const ATTW = join(import.meta.dirname, '../../node_modules/@arethetypeswrong/cli/dist/index.js');

/** The language service of HTML in VS Code, as far as it is used here. */
interface Html {
  getLanguageService(): {
    setDataProviders(standard: boolean, providers: unknown[]): void;
    parseHTMLDocument(document: unknown): unknown;
    doComplete(document: unknown, position: object, html: unknown): { items: { label: string }[] };
    doHover(document: unknown, position: object, html: unknown): { contents: { value: string } } | null;
  };
  newHTMLDataProvider(id: string, data: unknown): unknown;
}
interface Documents {
  TextDocument: { create(uri: string, language: string, version: number, text: string): unknown };
}

// Installed from the registry: a part of the long run.
if (process.env['LONG_TESTS'] === 'true')
  describe('The tools of an application', function () {
    this.timeout(1_200_000);
    let project: Project;

    before(async () => {
      project = await Project.create();
      await project.install(
        ...['typescript@5.9', 'old@npm:typescript@5.0', 'vue@3', 'vue-tsc@3', 'svelte@5', 'svelte-check@4'],
        ...['vscode-html-languageservice@5', 'vscode-languageserver-textdocument@1'],
      );
      project.copy('types');
      project.copy('templates');
      project.copy('strict-templates');
      for (const name of ['page.vue', 'page.svelte'])
        project.write(`strict-templates/${name}`, readFileSync(project.path(`templates/${name}`), 'utf8'));
    });

    const outputOf = (...args: string[]): Promise<string> =>
      project.node(...args).catch(({ message }: Error) => message);
    /** The lines of errors that name a file. */
    const errorsIn = (output: string, file: string): string[] =>
      output.split('\n').filter((line) => line.includes(file) && /error/i.test(line));

    for (const name of ['typescript', 'old'])
      it(`compile a page in strict mode with the declarations checked: ${name === 'old' ? 'TypeScript 5.0' : 'TypeScript 5.9'}`, async () => {
        await project.node(project.path(`node_modules/${name}/bin/tsc`), '--project', 'types');
      });

    it('check a strict template of Vue, and report a wrong value of an attribute, a wrong field of an event, and an unknown element', async () => {
      const output = await outputOf(
        project.path('node_modules/vue-tsc/bin/vue-tsc.js'),
        ...['--project', 'strict-templates'],
      );
      expect(errorsIn(output, 'page.vue')).to.deep.equal([]);
      expect(errorsIn(output, 'wrong.vue').map((line) => /\((\d+),/.exec(line)![1])).to.deep.equal(['6', '7', '8']);
    });

    it('check a strict template of Svelte, and report a wrong value of an attribute, and a wrong field of an event', async () => {
      const output = await outputOf(
        project.path('node_modules/svelte-check/bin/svelte-check'),
        ...['--workspace', 'strict-templates', '--tsconfig', './tsconfig.json', '--output', 'machine'],
      );
      expect(errorsIn(output, 'page.svelte')).to.deep.equal([]);
      expect(errorsIn(output, 'wrong.svelte').map((line) => /" (\d+):/.exec(line)![1])).to.include.members(['5', '6']);
    });

    it('find the types of entries with a pattern in each way in which TypeScript resolves a module (attw, all of its profile)', async () => {
      const of = (name: string): string[] => [`define/${name}.js`, `components/${name}.js`];
      const entries = [...of('sip-phone'), ...of('sip-mute-button'), 'components/locales/de.js', 'types/react'];
      const options = ['--quiet', '--ignore-rules', 'cjs-resolves-to-esm', '--entrypoints', ...entries];
      await project.node(ATTW, (await packed()).path, ...options);
    });

    it('test a page in Jest, as CommonJS, with the settings of docs/embedding.md', async () => {
      await project.install('jest@30', 'jest-environment-jsdom@30', '@babel/plugin-transform-modules-commonjs@7');
      project.copy('jest');
      await project.node(project.path('node_modules/jest/bin/jest.js'), '--config', 'jest/jest.config.json');
    });

    it('test a page in Vitest, without settings, in jsdom and in happy-dom', async () => {
      await project.install('vitest@4', 'jsdom@29', 'happy-dom@21');
      project.copy('vitest');
      const test = readFileSync(project.path('vitest/phone.test.js'), 'utf8');
      project.write('vitest/happy.test.js', test.replace('environment jsdom', 'environment happy-dom'));
      await project.node(project.path('node_modules/vitest/vitest.mjs'), 'run', 'vitest/');
    });

    it('complete and explain elements and their attributes in VS Code, by the custom data', () => {
      const load = createRequire(project.path('package.json'));
      const html = load('vscode-html-languageservice') as Html;
      const { TextDocument } = load('vscode-languageserver-textdocument') as Documents;
      const data: unknown = load('./node_modules/sip-elements/dist/vscode.html-custom-data.json');
      const service = html.getLanguageService();
      service.setDataProviders(false, [html.newHTMLDataProvider('sip-elements', data)]);
      const at = (text: string, character: number) => {
        const document = TextDocument.create('file:///page.html', 'html', 1, text);
        return [document, { line: 0, character }, service.parseHTMLDocument(document)] as const;
      };
      const completed = (text: string): string[] =>
        service.doComplete(...at(text, text.length)).items.map(({ label }) => label);
      expect(completed('<')).to.include.members(['sip-phone', 'sip-dock', 'sip-click-to-call']);
      expect(completed('<sip-phone ')).to.include.members(['server', 'credentials-src', 'layout']);
      expect(completed('<sip-phone dtmf="')).to.include.members(['rtp', 'info']);
      expect(service.doHover(...at('<sip-phone>', 3))!.contents.value).to.match(/phone/i);
    });
  });
