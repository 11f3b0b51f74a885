import { Phone, wordsFor, type CallState, type PhoneState } from 'sip-elements/phone';
import { account } from '../account.js';

const phone = new Phone(await account());

const make = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  ...inside: (string | Node)[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag);
  element.append(...inside);
  return element;
};

const button = (name: string, press: () => unknown): HTMLButtonElement => {
  const element = make('button', name);
  element.type = 'button';
  element.addEventListener('click', press);
  return element;
};

const says = (call: CallState): string => (call.status === 'ended' ? wordsFor(call.cause) : call.status);

const status = make('p');
status.setAttribute('role', 'status');
const number = make('input');
number.setAttribute('aria-label', 'Number');
number.required = true;
const form = make('form', number, make('button', 'Call'));
form.addEventListener('submit', (event) => {
  event.preventDefault();
  phone.call(number.value); // the state says what comes of it
});
const list = make('ul');
document.querySelector('#app')?.append(status, form, list);

/** A row for a call: its buttons stay the same ones, so that none goes away under a finger or loses the focus. */
function row({ id, peer }: CallState): { row: HTMLLIElement; show(call: CallState): void } {
  const call = phone.getCall(id);
  const about = make('span');
  const answer = button('Answer', () => call?.answer().catch(() => {}));
  const mute = button('Mute', () => call?.mute());
  const hold = button('Hold', () => call?.hold().catch(() => {}));
  const hangUp = button('Hang up', () => call?.hangUp());
  const dismiss = button('Dismiss', () => phone.dismiss(id));
  return {
    row: make(
      'li',
      make('strong', peer.name || peer.number),
      ' ',
      about,
      make('menu', answer, mute, hold, hangUp, dismiss),
    ),
    show(state) {
      const active = state.status === 'active';
      about.textContent = says(state);
      answer.hidden = state.status !== 'incoming';
      mute.hidden = hold.hidden = !active;
      mute.textContent = state.muted ? 'Unmute' : 'Mute';
      hold.textContent = active && state.hold.local ? 'Resume' : 'Hold';
      hangUp.hidden = state.status === 'ended';
      dismiss.hidden = !hangUp.hidden;
    },
  };
}

const rows = new Map<string, ReturnType<typeof row>>();

function show({ account: mine, calls }: PhoneState): void {
  status.textContent = mine.status === 'ready' ? `Ready: ${mine.name}` : mine.status;
  for (const call of calls) {
    if (!rows.has(call.id)) {
      rows.set(call.id, row(call));
      list.append(rows.get(call.id)!.row);
    }
    rows.get(call.id)?.show(call);
  }
  for (const [id, { row: gone }] of rows) {
    if (calls.some((call) => call.id === id)) continue;
    gone.remove();
    rows.delete(id);
  }
}

phone.subscribe(show);
show(phone.state);
await phone.start();
