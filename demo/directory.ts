/** Who is at the pocket PBX of this origin, as it says itself at `/sip/directory.json`. */

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

/** The extensions of the pocket PBX have one-word names; here people read them. */
const TITLES: Readonly<Record<string, string>> = {
  noanswer: 'No answer',
  early: 'Early media',
  hangup: 'Hangs up',
  digits: 'Reads digits back',
  leave: 'Leaves a message',
};

const titleOf = (name: string): string => TITLES[name] ?? name.charAt(0).toUpperCase() + name.slice(1);

/** What Alice can call: the other people, the extensions, and a number that is not there. */
export function entriesOf({ accounts, extensions }: Directory): Entry[] {
  const people = accounts.filter(({ username }) => username !== 'alice');
  return [
    ...people.map(({ username, displayName, extension }) => ({
      name: displayName ?? username,
      number: extension ?? username,
      about: 'Rings in this page',
    })),
    ...extensions.map(({ name, number, description }) => ({
      name: titleOf(name),
      number: number ?? name,
      about: description,
    })),
    { name: 'Nobody', number: '404', about: 'A number that does not exist' },
  ];
}
