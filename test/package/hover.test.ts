/** The documentation of an option in an editor, requested from the language server of the compiler (LSP 3.17, textDocument/hover). */

import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect } from 'chai';

const root = new URL('../../', import.meta.url);

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly items?: readonly unknown[] };
  readonly result?: { readonly contents: { readonly value: string } } | null;
}

const SETTINGS = { disableAutomaticTypeAcquisition: true };

class LanguageServer {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #buffer = Buffer.alloc(0);
  #count = 0;

  constructor() {
    const program = new URL('node_modules/.bin/tsc', root).pathname;
    this.#process = spawn(program, ['--lsp', '--stdio']);
    this.#process.stdout.on('data', (data: Buffer) => this.#receive(data));
  }

  send(message: object): void {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  request(method: string, params: object): Promise<Answer> {
    const id = ++this.#count;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.send({ id, method, params });
    });
  }

  async close(): Promise<void> {
    const exited = new Promise((resolve) => this.#process.once('exit', resolve));
    await this.request('shutdown', {});
    this.send({ method: 'exit' });
    await exited;
  }

  #receive(data: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, data]);
    for (;;) {
      const head = /Content-Length: (\d+)\r\n\r\n/.exec(this.#buffer.toString('latin1'));
      const start = head ? head.index + head[0].length : 0;
      const end = start + Number(head?.[1]);
      if (!head || this.#buffer.length < end) return;
      const answer = JSON.parse(this.#buffer.toString('utf8', start, end)) as Answer;
      this.#buffer = this.#buffer.subarray(end);
      // The server asks for settings: it is not to fetch types from the registry.
      if (answer.method !== undefined && answer.id !== undefined)
        this.send({ id: answer.id, result: answer.params?.items?.map(() => SETTINGS) ?? null });
      else if (answer.id !== undefined) this.#waiting.get(answer.id)?.(answer);
    }
  }
}

/** Each documented member of the interfaces of options, and the first words of its documentation. */
function documented(file: string): [name: string, text: string][] {
  const source = readFileSync(new URL(`src/phone/options/${file}.ts`, root), 'utf8');
  const members = source.matchAll(/\n  \/\*\*\s*(?:\* )?(?<text>[^\n*]{10,40}).*?\*\/\n  (?<name>\w+)\?:/gs);
  return [...members].map(({ groups }) => [groups!['name']!, groups!['text']!]);
}

describe('An editor', () => {
  let server: LanguageServer;

  before(async function () {
    server = new LanguageServer();
    await server.request('initialize', {
      processId: process.pid,
      rootUri: root.href,
      capabilities: { workspace: { configuration: true } },
    });
    server.send({ method: 'initialized', params: {} });
  });

  after(() => server.close());

  const account = documented('account-options');
  const live = documented('live-options');
  const headless = documented('headless-options');

  for (const [type, from, members] of [
    ['PhoneConfiguration', 'src/phone/configuration.js', [...account, ...live, ...headless]],
    ['SipProvider', 'src/components/sip-provider/sip-provider.js', [...account, ...live]],
  ] as const)
    it(`shows the documentation of each option of ${type}`, async function () {
      expect(members.length).to.be.greaterThan(50);
      const lines = members.map(([name]) => `it.${name};`);
      const text = [`import type { ${type} } from '../../${from}';`, `declare const it: ${type};`, ...lines].join('\n');
      // A file that exists in the editor only.
      const textDocument = { uri: new URL(`test/package/in-the-editor-${type}.ts`, root).href };
      server.send({
        method: 'textDocument/didOpen',
        params: { textDocument: { ...textDocument, languageId: 'typescript', version: 1, text } },
      });
      for (const [index, [name, words]] of members.entries()) {
        const { result } = await server.request('textDocument/hover', {
          textDocument,
          position: { line: index + 2, character: 4 },
        });
        expect(result?.contents.value, name).to.contain(words.trim());
      }
    });
});
