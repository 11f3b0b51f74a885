/** Who is at the pocket PBX of this origin, as it says itself at `/sip/directory.json`. */

import type { EntryName, PageWords } from './words/words.js';

export interface Directory {
  readonly accounts: readonly {
    readonly username: string;
    readonly displayName?: string;
    readonly extension?: string;
    /** There for the built-in accounts of the demo only. */
    readonly password?: string;
  }[];
  readonly extensions: readonly { readonly name: string; readonly number?: string; readonly description: string }[];
}

/** Rejects where the page is served without the PBX. */
export async function readDirectory(): Promise<Directory> {
  const response = await fetch('/sip/directory.json');
  if (!response.ok) throw new Error(`/sip/directory.json: ${response.status}`);
  return (await response.json()) as Directory;
}

export interface Entry {
  readonly name: string;
  readonly number: string;
  readonly about: string;
}

/** Whom Alice can call: the other people, the extensions, and a number that is not there; in the words of the page. */
export function entriesOf({ accounts, extensions }: Directory, { entries: words }: PageWords): Entry[] {
  const isKnown = (name: string): name is EntryName => Object.hasOwn(words, name);
  const of = (name: string, otherwise: string): readonly [string, string] =>
    isKnown(name) ? words[name] : [name, otherwise];
  const people = accounts.filter(({ username }) => username !== 'alice');
  return [
    ...people.map(({ username, displayName, extension }) => ({
      name: displayName ?? username,
      number: extension ?? username,
      about: words.person[1],
    })),
    ...extensions.map(({ name, number, description }) => {
      const [title, about] = of(name, description);
      return { name: title, number: number ?? name, about };
    }),
    { name: words.nobody[0], number: '404', about: words.nobody[1] },
  ];
}
