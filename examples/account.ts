/** Who the page is at the pocket PBX of its origin: `?as=bob`, otherwise Alice. On a page of your own these come from your server. */

import type { PhoneConfiguration } from 'sip-elements/phone';

interface Account {
  readonly username: string;
  readonly displayName?: string;
  readonly password?: string;
}

export async function account(): Promise<PhoneConfiguration> {
  const name = new URLSearchParams(location.search).get('as') ?? 'alice';
  const response = await fetch('/sip/directory.json');
  const { accounts } = (await response.json()) as { accounts: readonly Account[] };
  const mine = accounts.find(({ username }) => username === name);
  if (!mine) throw new Error(`Nobody is called ${name} here.`);
  return {
    server: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sip`,
    uri: `sip:${mine.username}@${location.hostname}`,
    displayName: mine.displayName,
    credentials: { username: mine.username, password: mine.password ?? '' },
  };
}
