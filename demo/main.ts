/** The demo page: two phones at the pocket PBX of the same origin, a list of numbers, and what the page hears of them. */

import '../src/index.js';
import type { SipPhone } from '../src/index.js';
import { ACCOUNTS, DIRECTORY } from './directory.js';
import { WORDS } from './words.js';

const find = <E extends Element>(selector: string): E => {
  const element = document.querySelector<E>(selector);
  if (!element) throw new Error(`The page has no ${selector}.`);
  return element;
};

const server = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sip`;
const domain = location.hostname || 'localhost';
const phones = { alice: find<SipPhone>('#alice'), bob: find<SipPhone>('#bob') };

for (const [name, phone] of Object.entries(phones) as [keyof typeof phones, SipPhone][]) {
  phone.server = server;
  phone.uri = `sip:${name}@${domain}`;
  phone.displayName = ACCOUNTS[name].displayName;
  phone.credentials = { username: name, password: ACCOUNTS[name].password };
}

// Who can be called
for (const { number, name, about } of DIRECTORY) {
  const button = document.createElement('button');
  button.type = 'button';
  const parts = [
    ['b', name],
    ['small', about],
    ['kbd', number],
  ] as const;
  for (const [tag, text] of parts) button.append(Object.assign(document.createElement(tag), { textContent: text }));
  button.addEventListener('click', () => void phones.alice.call(number).catch(() => {}));
  const item = document.createElement('li');
  item.append(button);
  find('#directory').append(item);
}

// The code of the example
const example = `<script type="module" src="https://example.com/sip-elements.js"></script>

<sip-phone
  server="${server}"
  uri="sip:alice@${domain}"
  display-name="Alice"
  credentials-src="/my-account.json"
></sip-phone>`;
find('#example').textContent = example;
find('#copy').addEventListener('click', async ({ currentTarget }) => {
  const button = currentTarget as HTMLElement;
  await navigator.clipboard.writeText(example);
  button.textContent = words().copied;
  setTimeout(() => (button.textContent = words().copy), 2000);
});

// What the page hears
const HEARD = [
  'connected',
  'disconnected',
  'registered',
  'unregistered',
  'registration-failed',
  'incoming',
  'error',
  ...['progress', 'accepted', 'rejected', 'failed', 'terminated', 'cancel', 'bye'].map((name) => `call-${name}`),
];
const events = find<HTMLOListElement>('#events');
for (const name of HEARD)
  document.addEventListener(`sip-${name}`, (event) => {
    const line = document.createElement('li');
    const { timeStamp, target, type } = event;
    const cells = [
      ['time', `${(timeStamp / 1000).toFixed(2)} s`],
      ['i', (target as Element).id],
      ['span', type],
    ] as const;
    for (const [tag, text] of cells) line.append(Object.assign(document.createElement(tag), { textContent: text }));
    events.append(line);
    events.scrollTop = events.scrollHeight;
  });

// Language, theme, skin
const select = (id: string): HTMLSelectElement => find(`#${id}`);
const words = (): (typeof WORDS)['en'] => WORDS[select('language').value === 'ar' ? 'ar' : 'en'];

function speak(): void {
  const language = select('language').value;
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
  for (const element of document.querySelectorAll<HTMLElement>('[data-text]'))
    element.textContent = words()[element.dataset['text'] as keyof ReturnType<typeof words>];
}

select('language').addEventListener('change', speak);
for (const id of ['theme', 'skin'])
  select(id).addEventListener('change', () => (document.documentElement.dataset[id] = select(id).value));
