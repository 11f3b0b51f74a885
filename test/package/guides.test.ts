/**
 * The guides: each name of SIP.js, JsSIP and this project in docs/guides/migration.md exists in that package, and the texts in
 * docs/guides/trouble.md are those that the phone shows.
 * Subjects: names in the migration guide, tested; texts in the guide to trouble, tested.
 */

import { expect } from 'chai';
import JsSIP from 'jssip';
import { readdirSync, readFileSync } from 'node:fs';
import * as SIP from 'sip.js';
import { statusView } from '../../src/components/shared/text/account-text.js';
import { calls } from '../../src/components/shared/text/locales/en/calls.js';
import type { Localizer } from '../../src/components/shared/text/localize.js';
import type { SecondTicker } from '../../src/components/shared/time/time.js';
import { Call, Phone } from '../../src/phone/index.js';
import { INITIAL_STATE } from '../../src/phone/initial-state.js';
import type { AccountState, PhoneState, Problem } from '../../src/phone/state.js';
import { PROBLEM_WORDS } from '../../src/phone/words.js';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
/** The text of all files below a folder whose path from it matches. */
const textOf = (folder: string, names: RegExp): string =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((path) => names.test(path))
    .map((path) => read(`${folder}/${path}`))
    .join('\n');

interface Library {
  /** The exported classes, by their names after `new`. */
  readonly classes: Readonly<Record<string, unknown>>;
  /** The class of a variable in the tables, such as `session`. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Its source or types, where each other name stands as a word. */
  readonly text: string;
}

const { UserAgent, Registerer, Inviter, Invitation, Session, Web } = SIP;
const LIBRARIES = {
  'SIP.js': {
    classes: { ...SIP, ...Web },
    variables: {
      userAgent: UserAgent,
      registerer: Registerer,
      inviter: Inviter,
      invitation: Invitation,
      session: Session,
      transport: Web.Transport,
    },
    text: textOf('node_modules/sip.js/lib', /\.d\.ts$/),
  },
  JsSIP: {
    classes: { ...JsSIP },
    variables: { ua: JsSIP.UA, session: Reflect.get(JsSIP, 'RTCSession') },
    text: textOf('node_modules/jssip/lib', /^\w+\.d\.ts$|^(?:UA|RTCSession)\.js$/),
  },
  'sip-elements': {
    classes: { Phone },
    variables: { phone: Phone, call: Call },
    text: textOf('src', /^(?:phone|define)\/.*\.ts$/),
  },
} satisfies Record<string, Library>;

/** Words of the language, of the platform, and names that an example gives. */
const OTHER = new Set([
  ...['new', 'true', 'false', 'audio', 'dialog', 'otherSession', 'otherCall', 'target', 'text', 'url', 'JsSIP'],
  ...['socket', 'getReceivers', 'peerConnection', 'body'],
]);

/** The names in a piece of code that its library does not have. */
function missingIn(code: string, { classes, variables, text }: Library): string[] {
  const names: { readonly name: string; readonly exists: boolean }[] = [];
  for (const [whole, name = ''] of code.matchAll(/\bnew (?:JsSIP\.)?(\w+)/g))
    names.push({ name: whole, exists: typeof classes[name] === 'function' });
  for (const [whole, variable = '', name = ''] of code.matchAll(/\b(\w+)\.(\w+)\(/g)) {
    if (!Object.hasOwn(variables, variable)) continue;
    const owner = variables[variable];
    names.push({ name: whole, exists: typeof owner === 'function' && name in owner.prototype });
  }
  for (const [word] of code.replaceAll(/'[^']*[^\w'][^']*'/g, '').matchAll(/[A-Za-z]\w+/g))
    if (!OTHER.has(word)) names.push({ name: word, exists: new RegExp(`\\b${word}\\b`).test(text) });
  return names.flatMap(({ name, exists }) => (exists ? [] : [`${name} in ${code}`]));
}

/** The cells of each row of the tables in a part of a page, without heads. */
const rowsOf = (part: string): string[][] =>
  [...part.matchAll(/^\| (.+) \|$/gm)]
    .map(([, row = '']) => row.split(/ \| /).map((cell) => cell.trim()))
    .filter(([first = '']) => !/^(-+|SIP\.js|JsSIP|symptom|text or state)$/.test(first));
const codeIn = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

/** The part of a page below a heading. */
function part(page: string, heading: string): string {
  const parts = read(page).split(/^## /m);
  const found = parts.find((text) => text.startsWith(heading));
  expect(found, `${page} has the heading "${heading}"`).to.be.a('string');
  return found!;
}

describe('The guide to moving from other libraries', () => {
  const page = 'docs/guides/migration.md';
  for (const [library, heading] of [
    ['SIP.js', 'From SIP.js 0.15 and later'],
    ['JsSIP', 'From JsSIP'],
  ] as const)
    it(`names only what is in ${library} and in this project`, () => {
      const rows = rowsOf(part(page, heading));
      expect(rows.length).to.be.greaterThan(10);
      const wrong = rows.flatMap(([theirs = '', ours = '']) => [
        ...codeIn(theirs).flatMap((code) => missingIn(code, LIBRARIES[library])),
        ...codeIn(ours).flatMap((code) => missingIn(code, LIBRARIES['sip-elements'])),
      ]);
      expect(wrong).to.deep.equal([]);
    });

  it('finds a name that does not exist', () => {
    expect(missingIn('phone.sendMessage(target, text)', LIBRARIES['sip-elements'])).to.deep.equal([
      'phone.sendMessage( in phone.sendMessage(target, text)',
    ]);
    expect(missingIn('new UserAgents({ urii })', LIBRARIES['SIP.js'])).to.have.length(3);
  });
});

const PROBLEM_KINDS = Object.keys(PROBLEM_WORDS) as readonly Problem['kind'][];
const account = (state: AccountState): Partial<PhoneState> => ({ account: state });
const name = '1019';
/** What the header shows as a problem, or as a state in which nothing rings. */
const PROBLEM_STATES: readonly Partial<PhoneState>[] = [
  ...PROBLEM_KINDS.filter((kind) => kind !== 'unconfigured').map((kind) => ({
    ...account({ status: 'ready', name }),
    problem: { kind, detail: '' },
  })),
  account({ status: 'unconfigured' }),
  account({ status: 'connecting', name, since: 0 }),
  account({ status: 'offline', name, everConnected: true }),
  account({ status: 'offline', name, everConnected: false }),
  account({ status: 'offline', name, everConnected: true, challenge: 'unavailable' }),
  account({ status: 'refused', name, statusCode: 403, reason: '' }),
  account({ status: 'refused', name, statusCode: 407, reason: '', challenge: 'withheld' }),
  account({ status: 'elsewhere', name }),
  account({ status: 'stopped', name }),
  { ...account({ status: 'ready', name }), doNotDisturb: true },
];
/** English, without an element around it. */
const WORDS = {
  term: (key: keyof typeof calls, ...values: unknown[]): string => {
    const text: unknown = calls[key];
    return typeof text === 'function' ? String(text(...values)) : String(text);
  },
} as unknown as Localizer;
const TICKER = { secondsUntil: () => 8 } as unknown as SecondTicker;

describe('The guide to trouble', () => {
  it('has the texts that the header of the phone shows', () => {
    const texts = new Set(Object.values(calls).filter((text) => typeof text === 'string'));
    const named = rowsOf(part('docs/guides/trouble.md', 'The header says')).map(([first = '']) => first);
    const titles = PROBLEM_KINDS.map((kind) => calls.problemTitle(kind).replace(/\.$/, ''));
    const known = (text: string): boolean => texts.has(text) || titles.includes(text) || text.startsWith('the same');
    expect(named.filter((text) => !known(text))).to.deep.equal([]);
    expect(named.length).to.be.greaterThan(3);
  });

  it('has a row for each problem that the header can show', () => {
    const named = rowsOf(part('docs/guides/trouble.md', 'The header says')).map(([first = '']) => first);
    const shown = PROBLEM_STATES.map((state) => {
      const { title, line } = statusView({ ...INITIAL_STATE, ...state }, WORDS, TICKER);
      return [title, line ?? ''].map((text) => text.replace(/\.$/, ''));
    });
    const without = shown.filter((texts) => !texts.some((text) => named.includes(text)));
    expect(without).to.deep.equal([]);
  });
});
