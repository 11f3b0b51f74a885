/** The demo page: two phones at the pocket PBX of the same origin, whom they can call, and the SIP ladder underneath. */

import '../src/index.js';
import type { SipPhone } from '../src/index.js';
import { entriesOf, readDirectory, type Directory } from './directory.js';
import { Ladder } from './ladder.js';
import { followSettings, words } from './settings.js';

const find = <E extends Element>(selector: string): E => {
  const element = document.querySelector<E>(selector);
  if (!element) throw new Error(`The page has no ${selector}.`);
  return element;
};

const server = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sip`;
const domain = location.hostname;
const alice = find<SipPhone>('#alice');
const bob = find<SipPhone>('#bob');

function signIn(phone: SipPhone, { accounts }: Directory): void {
  const account = accounts.find(({ username }) => username === phone.id);
  if (!account) return;
  phone.server = server;
  phone.uri = `sip:${account.username}@${domain}`;
  phone.displayName = account.displayName;
  phone.followTransfers = true;
  phone.credentials = { username: account.username, password: account.password ?? '' };
}

function listNumbers(directory: Directory): void {
  for (const { name, number, about } of entriesOf(directory)) {
    const button = Object.assign(document.createElement('button'), { type: 'button' });
    const parts = [
      ['b', name],
      ['small', about],
      ['kbd', number],
    ] as const;
    for (const [tag, text] of parts) button.append(Object.assign(document.createElement(tag), { textContent: text }));
    button.addEventListener('click', () => void alice.call(number).catch(() => {})); // the phone says what came of it
    const item = document.createElement('li');
    item.append(button);
    find('#directory').append(item);
  }
}

function showExample(): void {
  const example = `<script type="module" src="sip-elements.js"></script>

<sip-phone
  server="${server}"
  uri="sip:alice@${domain}"
  display-name="Alice"
  credentials-src="/my-account.json"
></sip-phone>`;
  find('#example').textContent = example;
  find('#copy').addEventListener('click', async ({ currentTarget }) => {
    await navigator.clipboard.writeText(example);
    (currentTarget as HTMLElement).textContent = words().copied;
    setTimeout(() => (find('#copy').textContent = words().copy), 2000);
  });
}

/** What the page hears of the phones: the newest event of each. */
function showEvents(): void {
  const heard = ['registered', 'unregistered', 'registration-failed', 'incoming', 'error'];
  const ofCalls = ['progress', 'accepted', 'rejected', 'failed', 'cancel', 'bye', 'terminated'];
  for (const name of [...heard, ...ofCalls.map((event) => `call-${event}`)])
    document.addEventListener(`sip-${name}`, ({ type, target }) => {
      const line = document.querySelector(`#${(target as Element).id}-heard`);
      if (line) line.textContent = type;
    });
}

followSettings();
showExample();
showEvents();
new Ladder(find('#ladder')).follow('/sip/trace');
const directory = await readDirectory();
for (const phone of [alice, bob]) signIn(phone, directory);
listNumbers(directory);
