/**
 * The public declarations: what an application imports has types that say what is in them, without a cast at the caller.
 * Subjects: public types, tested.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect } from 'chai';
import { declarationsFolder } from '../support/package-files.js';

const root = new URL('../../', import.meta.url).pathname;

/** Types that say nothing of a value. */
const VAGUE = /\b(?:any|unknown|object|Function)\b/;

/** Where such a type is right, each with its reason: `Name: part of the line`. */
const ALLOWED: Readonly<Record<string, string>> = {
  'is T in a predicate, and any value may be tested': 'value is|\\(name: unknown\\) => name is',
  'the cause of an error is whatever was thrown (ECMAScript, Error.cause)': 'cause\\?: unknown',
  'data of the application, which the library never reads (SIP.js: `session.data`)':
    'readonly data: Record<string, unknown>',
  'options that the library passes to a transport or media handler of the application (SIP.js)':
    '(?:transportOptions|sessionDescriptionHandlerFactoryOptions)\\?: Record<string, unknown>|' +
    'TransportOptions = Record<string, unknown>|options\\?: Record<string, unknown>\\) => SessionDescriptionHandler|' +
    '\\[option: string\\]: unknown',
  'the constraint of a type parameter':
    'EventMap = Record<string, readonly unknown\\[\\]>|<Args extends readonly unknown\\[\\]>|readonly unknown\\[\\];$',
};

interface Exported {
  readonly file: string;
  /** Undefined: all that the file exports. */
  readonly name: string | undefined;
}

describe('The public declarations', function () {
  this.timeout(120_000);
  let folder = '';
  const text = (file: string): string => readFileSync(join(folder, file), 'utf8');

  before(async () => {
    folder = join(await declarationsFolder(), 'src');
  });

  /** The declaration files of the entries of the package. */
  function entries(): string[] {
    const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      exports: Record<string, { types?: string } | string>;
    };
    const files = readdirSync(folder, { recursive: true }) as string[];
    return Object.values(exports).flatMap((entry) => {
      const types = typeof entry === 'string' ? undefined : entry.types;
      if (types === undefined) return [];
      const escaped = types
        .replace('./dist/', '')
        .replaceAll('.', '\\.')
        .replace('*', '([^/]+)')
        .replaceAll('*', '\\1');
      return files.filter((file) => new RegExp(`^${escaped}$`).test(file));
    });
  }

  /** What a file exports, by the file that declares it. */
  function exported(file: string): Exported[] {
    const target = (path: string): string => posix.join(posix.dirname(file), path.replace(/\.js$/, '.d.ts'));
    const named = [...text(file).matchAll(/^export (?:type )?\{([^}]*)\} from '(\.[^']+)';/gm)].flatMap(
      ([, names, path]) =>
        names!.split(',').flatMap((part) => declared(target(path!), part.trim().replace(/^type | as .*$/g, ''))),
    );
    const starred = [...text(file).matchAll(/^export \* from '(\.[^']+)';/gm)].flatMap(([, path]) =>
      exported(target(path!)),
    );
    return [{ file, name: undefined }, ...named, ...starred];
  }

  /** Follows a name to the file that declares it. */
  function declared(file: string, name: string): Exported[] {
    const again = [...text(file).matchAll(/^export (?:type )?\{([^}]*)\} from '(\.[^']+)';/gm)].find(([, names]) =>
      names!.split(',').some(
        (part) =>
          part
            .trim()
            .replace(/^type /, '')
            .split(' as ')
            .at(-1) === name,
      ),
    );
    if (!again) return [{ file, name }];
    const next = posix.join(posix.dirname(file), again[2]!.replace(/\.js$/, '.d.ts'));
    return existsSync(join(folder, next)) ? declared(next, name) : [];
  }

  /** The lines of public members in the declarations of these names. */
  function publicLines({ file, name }: Exported): string[] {
    // A member with `@internal`, and what is `protected` or `private`, is not part of the interface for applications.
    const plain = text(file)
      .replace(/\/\*\*(?:(?!\*\/)[\s\S])*@internal(?:(?!\*\/)[\s\S])*\*\/\s*[^\n]*\n/g, '')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/'[^'\n]*'|`[^`]*`/g, "''");
    const blocks = plain.split(/^(?=export )/m).filter((block) => block.startsWith('export '));
    const wanted = blocks.filter(
      (block) => name === undefined || new RegExp(`^export [^\\n(<{:=]*\\b${name}\\b`).test(block),
    );
    return wanted
      .flatMap((block) => block.split('\n'))
      .map((line) => line.trim())
      .filter((line) => !/^(?:private|protected)\b/.test(line));
  }

  it('name no type that says nothing of a value, except where there is a reason', () => {
    const all = new Map(
      entries()
        .flatMap((file) => exported(file))
        .map((one) => [`${one.file} ${one.name ?? ''}`, one]),
    );
    const allowed = Object.values(ALLOWED).map((pattern) => new RegExp(pattern));
    const vague = [...all.values()].flatMap((one) =>
      publicLines(one)
        .filter((line) => VAGUE.test(line) && !allowed.some((pattern) => pattern.test(line)))
        .map((line) => `${one.file}: ${line}`),
    );
    expect(all).to.have.property('size').above(200);
    expect([...new Set(vague)]).to.deep.equal([]);
  });

  /** A declaration file and all that it imports or exports from, directly or not. */
  function closure(file: string): Set<string> {
    const files = new Set([file]);
    for (const each of files)
      for (const [, path] of text(each).matchAll(/(?:from |import |import\()["'](\.[^"']+)\.js["']/g))
        files.add(`${posix.join(posix.dirname(each), path!)}.d.ts`);
    return files;
  }

  it('declare all events of the elements to a page that imports one element only', () => {
    const events = (readdirSync(folder, { recursive: true }) as string[]).filter(
      (file) => file.endsWith('.d.ts') && text(file).includes('interface GlobalEventHandlersEventMap'),
    );
    expect(events).to.have.property('length').above(2);
    const elements = entries().filter((file) => file.startsWith('define/sip-'));
    expect(elements).to.have.property('length').above(40);
    for (const file of elements) expect([...closure(file)], file).to.include.members(events);
  });

  it('have a user agent whose sessions are sessions', () => {
    expect(text('sip/call-ua.d.ts')).to.match(/readonly sessions: (?:Readonly)?Map<string, Session>/);
  });
});
