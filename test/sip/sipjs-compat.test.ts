/**
 * The API documentation of SIP.js 0.7 to 0.21 that this API keeps: nothing that it names is missing, and every row of
 * docs/sipjs-compat.md names a test that exists. The behaviour is in the files of sipjs-compat/, the types in types.ts.
 */

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import * as api from '../../src/sip/index.js';
import { Transport, type SendResult, type TransportResult } from '../../src/sip/transport/transport.js';
import { FarCall, TestUA } from '../support/test-ua.js';
import { CLASSES, EVENTS, MEMBERS, OPTIONS, type Subject } from './sipjs-compat/members.js';

const here = dirname(fileURLToPath(import.meta.url));

class Custom extends Transport {
  override get viaTransport(): string {
    return 'NONE';
  }

  override isConnected(): boolean {
    return false;
  }

  protected override connectPromise(): Promise<TransportResult> {
    return Promise.resolve({});
  }

  protected override sendPromise(): Promise<SendResult> {
    return Promise.resolve({ msg: '' });
  }

  protected override disconnectPromise(): Promise<TransportResult> {
    return Promise.resolve({});
  }
}

async function subjects(): Promise<Record<Subject, object>> {
  const test = await TestUA.connected();
  const { session } = await test.callEstablished();
  const { session: incoming } = await test.ringing();
  const { session: ended } = await test.callEstablished();
  ended.terminate();
  let server: object = {};
  test.ua.on('message', (context) => (server = context));
  await new FarCall(test).request('MESSAGE', { body: 'hi', extra: ['Content-Type: text/plain'] });
  const client = test.ua.message('sip:bob@example.com', 'hi');
  const request = test.ua.core.makeOutgoingRequestMessage('OPTIONS', test.ua.configuration.uri);
  const broken = await TestUA.connected();
  broken.socket.serverCloses();
  return {
    Transport: test.ua.transport,
    'Transport that waits to connect again': broken.ua.transport,
    'custom Transport': new Custom(),
    Session: session,
    'Session, incoming': incoming,
    'Session, ended': ended,
    ServerContext: server,
    ClientContext: client,
    UserAgentClient: test.ua.core.request(request, {}),
    UA: test.ua,
    C: api.C,
  };
}

/** Whether the value is of the type that MEMBERS writes. */
function isOf(value: unknown, type: string): boolean {
  if (value === null || value === undefined) return false;
  if (typeof value === type) return true;
  let prototype: unknown = Object.getPrototypeOf(value);
  for (; prototype; prototype = Object.getPrototypeOf(prototype)) {
    if ((prototype as { constructor: { name: string } }).constructor.name === type) return true;
  }
  return false;
}

interface Row {
  readonly section: string;
  /** The first cell without its backticks: a member, `event name`, or `method options.name`. */
  readonly name: string;
  readonly file: string;
  readonly title: string;
}

/** The rows of the document. The last cell is a file below test/sip/ and the title of a test in it. */
function readDocument(): Row[] {
  const text = readFileSync(join(here, '../../docs/sipjs-compat.md'), 'utf8');
  const rows: Row[] = [];
  let section = '';
  for (const line of text.split('\n')) {
    if (line.startsWith('## ')) section = line.slice(3);
    const cells = /^\| `([^`]+)` +\|.*\| `([^`]+)`: (.+?) +\|$/.exec(line);
    if (cells) rows.push({ section, name: cells[1]!, file: cells[2]!, title: cells[3]!.trim() });
    else if (line.startsWith('| `')) throw new Error(`This row names no test: ${line}`);
  }
  return rows;
}

/** The titles of a test file, those that a loop makes too. */
function titlesOf(file: string): (title: string) => boolean {
  const path = join(here, file);
  if (!existsSync(path)) return () => false;
  const text = readFileSync(path, 'utf8');
  const titles = [...text.matchAll(/\bit\(\s*(['"`])((?:\\.|(?!\1).)+)\1/gs)].map(([, , title]) => title!);
  const patterns = titles.map((title) => {
    const literal = title.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${literal.join('.+')}$`);
  });
  return (title) => patterns.some((pattern) => pattern.test(title));
}

describe('the API documentation that this API keeps', () => {
  it('finds every documented member, and of its type', async () => {
    const wrong: string[] = [];
    const found = await subjects();
    for (const [subject, members] of Object.entries(MEMBERS) as [Subject, Record<string, string>][]) {
      for (const [name, type] of Object.entries(members)) {
        const value = (found[subject] as Record<string, unknown>)[name];
        if (!isOf(value, type)) wrong.push(`${subject}.${name}: ${type}`);
      }
    }
    expect(wrong).to.deep.equal([]);
  });

  it('exports every class by its documented name', () => {
    const names = [
      ...CLASSES,
      'UserAgentCore',
      'NameAddrHeader',
      'URI',
      'IncomingRequest',
      'IncomingResponse',
      'OutgoingRequestMessage',
      'LoggerFactory',
      'Logger',
      'parseMessage',
    ];
    expect(Object.keys(api)).to.include.members(names);
  });

  it('has the constants of C: support of an extension, end causes, reason phrases', () => {
    expect(Object.keys(api.C.supported)).to.deep.equal(['REQUIRED', 'SUPPORTED', 'UNSUPPORTED']);
    expect(new Set(Object.values(api.C.supported)).size).to.equal(3);
    expect(api.C.causes.BUSY).to.equal('Busy');
    expect(api.C.REASON_PHRASE[180]).to.equal('Ringing');
  });

  it('has a row for every documented member, event and option', () => {
    const rows = readDocument();
    const has = (section: string, name: string): boolean =>
      rows.some((row) => row.section === section && (row.name === name || row.name.startsWith(`${name}(`)));
    const missing: string[] = [];
    for (const [subject, members] of Object.entries(MEMBERS)) {
      const section = CLASSES.find((name) => subject.split(/[ ,]/).includes(name))!;
      for (const name of Object.keys(members)) if (!has(section, name)) missing.push(`${section}.${name}`);
    }
    for (const [section, events] of Object.entries(EVENTS)) {
      for (const name of events) if (!has(section, `event ${name}`)) missing.push(`${section} event ${name}`);
    }
    for (const [method, options] of Object.entries(OPTIONS)) {
      const [section = '', name = ''] = method.split('.');
      for (const option of options) {
        if (!has(section, `${name} options.${option}`)) missing.push(`${method} options.${option}`);
      }
    }
    expect(missing).to.deep.equal([]);
  });

  it('names a test that exists in every row', () => {
    const files = new Map<string, (title: string) => boolean>();
    const missing = readDocument().filter(({ file, title }) => {
      if (!files.has(file)) files.set(file, titlesOf(file));
      return !files.get(file)!(title);
    });
    expect(missing).to.deep.equal([]);
  });
});
