/** The demo page: three phones at the pocket PBX of the same origin, whom they can call, and the SIP ladder underneath. */

import '../src/index.js';
import type { SipDialInput, SipPhone } from '../src/index.js';
import { entriesOf, readDirectory, type Directory } from './directory.js';
import { examples, type Example } from './examples.js';
import { followPhones } from './jump.js';
import { followTrace } from './ladder.js';
import { highlight } from './highlight.js';
import { followSettings, words } from './settings.js';
import { followTrouble } from './trouble.js';

const find = <E extends Element>(selector: string): E => {
  const element = document.querySelector<E>(selector);
  if (!element) throw new Error(`The page has no ${selector}.`);
  return element;
};

const server = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sip`;
const domain = location.hostname;
const alice = find<SipPhone>('#alice');
const phones = [alice, find<SipPhone>('#bob'), find<SipPhone>('#carol')];

function signIn(phone: SipPhone, { accounts }: Directory): void {
  const account = accounts.find(({ username }) => username === phone.id);
  if (!account) return;
  phone.server = server;
  phone.uri = `sip:${account.username}@${domain}`;
  phone.displayName = account.displayName;
  phone.followTransfers = true;
  phone.contacts = accounts
    .filter(({ username }) => username !== phone.id)
    .map(({ username, displayName, extension }) => ({
      id: username,
      name: displayName ?? username,
      numbers: [{ target: extension ?? username }],
      watch: true,
    }));
  phone.credentials = { username: account.username, password: account.password ?? '' };
}

/** Alice begins with the number of Bob: one press of Call makes a call. What a person has typed, or a call that goes on, is first. */
function offerBob({ accounts }: Directory): void {
  const bob = accounts.find(({ username }) => username === 'bob');
  const field = find<SipDialInput>('#first-number');
  const offer = (): void => {
    if (field.value === '' && alice.state?.calls.length === 0) field.value = bob?.extension ?? 'bob';
  };
  alice.addEventListener('sip-registered', offer, { once: true });
}

function listNumbers(directory: Directory): void {
  find('#directory').replaceChildren();
  for (const { name, number, about } of entriesOf(directory, words())) {
    const button = Object.assign(document.createElement('button'), { type: 'button' });
    const parts = [
      ['b', name],
      ['small', about],
      ['kbd', number],
    ] as const;
    for (const [tag, text] of parts) button.append(Object.assign(document.createElement(tag), { textContent: text }));
    button.addEventListener('click', () => {
      void alice.call(number).catch(() => {}); // The phone shows why.
      // Where the phones are below each other, hers can be out of sight.
      alice.scrollIntoView({ block: 'nearest' });
    });
    const item = document.createElement('li');
    item.append(button);
    find('#directory').append(item);
  }
}

/** The code of each example, one press away. Returns a function that names them in the language of the page. */
function showExamples(): () => void {
  const show = (place: HTMLElement, { code, language }: Example): void => {
    place.textContent = code;
    highlight(place, language);
  };
  const buttons = examples(server, domain).map((example, index) => {
    const button = Object.assign(document.createElement('button'), { type: 'button' });
    button.addEventListener('click', () => {
      for (const { button: other } of buttons) other.ariaPressed = String(other === button);
      show(find('#example'), example);
    });
    // What a page needs, beside the name of the project.
    if (index === 0) show(find('#tag'), example);
    return { button, example };
  });
  find('#examples').append(...buttons.map(({ button }) => button));
  buttons[0]?.button.click();
  return () => {
    for (const { button, example } of buttons) button.textContent = example.title(words());
  };
}

/** Each key that copies says so for a moment. */
function followCopies(): void {
  for (const key of document.querySelectorAll<HTMLElement>('[data-copy]'))
    key.addEventListener('click', async () => {
      await navigator.clipboard.writeText(find(key.dataset['copy'] ?? '').textContent);
      key.textContent = words().copied;
      setTimeout(() => (key.textContent = words().copy), 2000);
    });
}

/** On a small screen the choices of the look are behind a key; elsewhere they are always there. */
function followRoom(): void {
  const small = matchMedia('(width <= 480px)');
  const show = (): void => void (find<HTMLDetailsElement>('#look').open = !small.matches);
  small.addEventListener('change', show);
  show();
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

const directory = readDirectory();
const showCalls = followPhones(phones);
const nameExamples = showExamples();
followSettings(() => {
  void directory.then(listNumbers);
  showCalls();
  nameExamples();
  find('#visit').setAttribute('label', words().callCarol);
});
followRoom();
followCopies();
followTrouble();
showEvents();
followTrace(find('#ladder'), find('#ladder-filter'), '/sip/trace');
offerBob(await directory);
for (const phone of phones) signIn(phone, await directory);
