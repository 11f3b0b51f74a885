/**
 * The pages of every public name of SIP.js and JsSIP: each that their type declarations export has a row, and each name of this project
 * in a row exists.
 * Subjects: rows of SIP.js and JsSIP names, tested.
 */

import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CallMedia } from '../../src/media/index.js';
import { Call, Phone } from '../../src/phone/index.js';
import { Session, UA } from '../../src/sip/index.js';
import { publicNames, type PublicNames } from './public-names.js';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** The parts of a page: the names in its heading, and the two cells of each row of its table. */
interface Part {
  readonly heading: string;
  readonly rows: readonly (readonly [theirs: string, ours: string])[];
}
const codeIn = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

function partsOf(page: string): Part[] {
  return page
    .split(/^## /m)
    .slice(1)
    .map((text) => ({
      heading: text.slice(0, text.indexOf('\n')),
      rows: [...text.matchAll(/^\| (`.*?)\s+\| (.*?)\s*\|$/gm)].map(([, theirs = '', ours = '']) => [theirs, ours]),
    }));
}

/** What has no row: exports, as `name`, and members, as `name.member`. Events and listeners are those of the maps of events. */
function without(parts: readonly Part[], names: PublicNames, prefix = ''): string[] {
  const missing: string[] = [];
  const here = parts.filter(({ heading }) => heading.startsWith(prefix));
  const cells = here.flatMap(({ rows }) => rows.flatMap(([theirs]) => codeIn(theirs)));
  for (const [name, members] of names) {
    const own = here.filter(({ heading }) => codeIn(heading).includes(name));
    if (own.length === 0 && !cells.includes(name)) missing.push(name);
    const known = own.flatMap(({ rows }) => rows.flatMap(([theirs]) => codeIn(theirs)));
    for (const member of own.length > 0 ? members : []) if (!known.includes(member)) missing.push(`${name}.${member}`);
  }
  return missing;
}

const declarations = (path: string): string => fileURLToPath(new URL(`node_modules/${path}.d.ts`, root));
const JSSIP = ['JsSIP', 'Constants', 'Exceptions', 'Grammar', 'Utils', 'UA', 'RTCSession', 'Message', 'Notifier'];
const [api, web, core, ...jssip] = publicNames([
  ...['index', 'platform/web/index', 'core/index'].map((path) => declarations(`sip.js/lib/${path}`)),
  ...[...JSSIP, 'Subscriber', 'Registrator'].map((path) => declarations(`jssip/lib/${path}`)),
]) as [PublicNames, PublicNames, PublicNames, ...PublicNames[]];

/** Those that are a type alone, of which another name is the public one: the payload of an event, and what is not exported by name. */
const isShape = (name: string): boolean =>
  /(?:Event|Listener|Status|Code|Reason)$/.test(name) || ['RTCPeerConnectionDeprecated'].includes(name);
/** Types of JsSIP whose values are texts. */
const TEXTS = new Set(['SessionDirection', 'Originator', 'ExtraContactParams']);

describe('The page of every public name', () => {
  const sipjs = partsOf(read('docs/guides/from-sipjs.md'));
  const jssipParts = partsOf(read('docs/guides/from-jssip.md'));

  it('has a row for each of SIP.js', () => {
    expect(api.size).to.be.greaterThan(70);
    // `Core` and `Web` are namespaces of which parts of their own are tested below.
    const names = new Map([...api].map(([name, members]) => [name, ['Core', 'Web'].includes(name) ? [] : members]));
    expect(without(sipjs, names)).to.deep.equal([]);
  });

  it('has a row for each of the namespace Web of SIP.js', () => {
    expect(web.size).to.be.greaterThan(30);
    expect(without(sipjs, web, 'Web')).to.deep.equal([]);
  });

  it('has a row for each export of the namespace Core of SIP.js', () => {
    expect(core.size).to.be.greaterThan(90);
    expect(without(sipjs, new Map([...core.keys()].map((name) => [name, []])), 'Core')).to.deep.equal([]);
  });

  it('has a row for each of JsSIP', () => {
    const [entry, ...files] = jssip;
    expect(entry?.size).to.be.greaterThan(10);
    const missing = [entry!, ...files].flatMap((names) =>
      without(jssipParts, new Map([...names].filter(([name]) => !isShape(name) && !TEXTS.has(name)))),
    );
    expect([...new Set(missing)]).to.deep.equal([]);
  });

  it('misses a name that is in no row', () => {
    const parts = partsOf('## `Thing`\n\n| SIP.js | ours |\n| --- | --- |\n| `start`, `stop` | `phone.start()` |\n');
    expect(without(parts, new Map([['Thing', ['start', 'stop', 'pause']]]))).to.deep.equal(['Thing.pause']);
    expect(without(parts, new Map([['Other', []]]))).to.deep.equal(['Other']);
  });

  for (const [library, parts] of [
    ['SIP.js', sipjs],
    ['JsSIP', jssipParts],
  ] as const)
    it(`names nothing in the column beside ${library} that this project does not have`, () => {
      const text = ['phone', 'sip', 'media', 'define', 'components/sip-media']
        .flatMap((folder) =>
          readdirSync(new URL(`src/${folder}`, root), { recursive: true, encoding: 'utf8' })
            .filter((path) => path.endsWith('.ts'))
            .map((path) => read(`src/${folder}/${path}`)),
        )
        .join('\n');
      const words = new Set(text.match(/\w+/g));
      const classes: Readonly<Record<string, { readonly prototype: object }>> = {
        phone: Phone,
        call: Call,
        ua: UA,
        session: Session,
        media: CallMedia,
      };
      const isMember = (owner: string, name: string): boolean =>
        name in classes[owner]!.prototype || new RegExp(`^  (?:declare |readonly )*${name}[:;?! ]`, 'm').test(text);
      const ours = parts.flatMap(({ rows }) => rows.flatMap(([, cell]) => codeIn(cell)));
      const wrong = ours.filter((code) => {
        const [, owner = '', name = ''] = /^(\w+)\.(\w+)/.exec(code) ?? [];
        if (owner in classes && !isMember(owner, name)) return true;
        return (code.match(/[A-Za-z]\w+/g) ?? []).some(
          (word) => !words.has(word) && !['package', 'json', 'otherCall', 'randomUUID'].includes(word),
        );
      });
      expect(wrong).to.deep.equal([]);
    });
});
