/**
 * `<sip-contacts>`: the contacts of the page, favourites first: search by name or number, call and message.
 * Subjects: <sip-contacts>; contact list; favourites; search in contacts; favourites first.
 */

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Contact, Lamp, Party, PhoneState, Suggestion } from '../../phone/state.js';
import { SipMessageRequestEvent } from '../shared/events/events.js';
import { avatarStyles } from '../shared/styles/avatar.styles.js';
import { DrawnRows } from '../shared/lists/drawn-rows.js';
import { icon } from '../shared/icons/icons.js';
import { lampView } from '../shared/text/lamp-text.js';
import { listStyles } from '../shared/styles/list.styles.js';
import { avatar, nameOf, plainNameOf } from '../shared/text/party.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import { shape } from '../shared/icons/shapes.js';
import { SipElement } from '../shared/base/sip-element.js';
import { PeopleLocalizer } from '../shared/text/people.js';
import { styles } from './sip-contacts.styles.js';

/**
 * The contacts.
 *
 * @tag sip-contacts
 * @attr {string} for - Id of the provider. Default: the closest around it.
 * @attr {boolean} can-message - Shows a Message button, which dispatches `sip-message-request`.
 * @fires sip-message-request - The user asks to write a message to a contact. Does not bubble.
 * @slot empty - Content without contacts.
 * @csspart base - The list.
 * @csspart search - The search field.
 * @csspart heading - A heading.
 * @csspart item - Each contact.
 * @csspart name - The name of the contact.
 * @csspart call - The Call button.
 * @csspart message - The Message button.
 * @csspart number - Each number.
 * @csspart empty - The text where there is no contact.
 * @csspart avatar - The image or initials.
 * @csspart icon - Each icon.
 * @csspart input - The text field.
 * @csspart line - The second line.
 * @csspart open - The row as a button.
 * @csspart shape - The shape of a state.
 * @cssstate empty - There are no contacts.
 */
export class SipContacts extends PhoneElement {
  static readonly tagName: string = 'sip-contacts';
  protected static override readonly laterSlots = ['empty'];
  static override styles = [SipElement.styles, avatarStyles, listStyles, styles];

  protected override readonly localize = new PeopleLocalizer(this);

  @property({ type: Boolean, attribute: 'can-message' }) accessor canMessage = false;

  @state() private accessor text = '';
  /** Id of the contact whose numbers are shown. */
  @state() private accessor open: string | undefined = undefined;
  /** The suggestions of the page for the typed text. */
  @state() private accessor answered: readonly Suggestion[] = [];

  readonly #drawn = new DrawnRows(this);

  protected override select(state: PhoneState): unknown {
    return [state.contacts, state.lamps];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!changed.has('text')) return;
    this.#drawn.reset();
    this.answered = [];
    void this.#ask(this.text);
  }

  protected override render(): TemplateResult {
    const contacts = this.phoneState?.contacts ?? [];
    this.toggleState('empty', contacts.length === 0);
    const words = this.localize;
    const found = inOrder(contacts.filter((contact) => matches(contact, this.text)));
    const count = found.length + this.answered.length;
    return html`
      <div class="search" part="search">
        ${icon('search', { size: 'm' })}
        <input
          part="input"
          type="search"
          autocomplete="off"
          spellcheck="false"
          maxlength="256"
          aria-label=${words.term('searchContacts')}
          placeholder=${words.term('searchContacts')}
          @input=${(event: Event) => (this.text = (event.target as HTMLInputElement).value)}
        />
      </div>
      <p class="visually-hidden" role="status">${this.text.trim() ? words.term('filterResults', count) : ''}</p>
      ${count === 0 ? this.#empty(contacts.length > 0 || this.text.trim() !== '') : this.#list(found)}
    `;
  }

  #empty(searched: boolean): TemplateResult {
    return html`<slot name="empty"
      ><div class="empty" part="empty">
        <span class="mark">${icon(searched ? 'search' : 'user')}</span>
        <h2 class="strong">${this.localize.term(searched ? 'nothingFound' : 'noContactsYet')}</h2>
      </div></slot
    >`;
  }

  #list(found: readonly Contact[]): TemplateResult {
    const drawn = this.#drawn.of(found);
    const favourites = drawn.filter((contact) => contact.favourite);
    const others = drawn.filter((contact) => !contact.favourite);
    return html`<div
      class="rows"
      part="base"
      role="group"
      aria-label=${this.hostLabel ?? this.localize.term('contacts')}
    >
      ${this.#group(this.localize.term('favourites'), favourites)}
      ${this.#group(favourites.length > 0 ? this.localize.term('contacts') : undefined, others)}
      ${this.#drawn.end(found)}
      ${
        this.answered.length > 0
          ? html`<h3 part="heading">${this.localize.term('suggestions')}</h3>
              <ul>
                ${this.answered.map((suggestion) => this.#suggestion(suggestion))}
              </ul>`
          : nothing
      }
    </div>`;
  }

  #group(heading: string | undefined, contacts: readonly Contact[]): TemplateResult | typeof nothing {
    if (contacts.length === 0) return nothing;
    return html`${heading ? html`<h3 part="heading">${heading}</h3>` : nothing}
      <ul>
        ${repeat(
          contacts,
          ({ id }) => id,
          (contact) => this.#contact(contact),
        )}
      </ul>`;
  }

  #contact(contact: Contact): TemplateResult {
    const first = contact.numbers[0]?.target ?? '';
    const party: Party = { name: contact.name, number: first, uri: first, ...pictureOf(contact) };
    const several = contact.numbers.length > 1;
    const open = several && this.open === contact.id;
    const name = plainNameOf(party, '');
    return html`<li class="row ${open ? 'open' : ''}" part="item">
      ${this.#identity(party, this.#second(contact))}
      ${
        several
          ? html`<button
              class="over"
              part="open"
              type="button"
              aria-label=${this.localize.term('numbersOf', name)}
              aria-expanded=${open}
              @click=${() => (this.open = open ? undefined : contact.id)}
            ></button>`
          : nothing
      }
      ${this.#buttons(first, name)} ${open ? this.#numbers(contact, name) : nothing}
    </li>`;
  }

  #numbers(contact: Contact, name: string): TemplateResult {
    return html`<div class="numbers" role="group" aria-label=${this.localize.term('numbersOf', name)}>
      ${contact.numbers.map(
        ({ label, target }) =>
          html`<button class="button low" part="number" type="button" @click=${() => this.access?.dial(target)}>
            ${icon('phone', { size: 's' })}${numberView(target, label, nothing)}
          </button>`,
      )}
    </div>`;
  }

  #suggestion({ target, name }: Suggestion): TemplateResult {
    const party: Party = { name, number: target, uri: target };
    return html`<li class="row" part="item">
      ${this.#identity(party, numberView(target))}${this.#buttons(target, plainNameOf(party, ''))}
    </li>`;
  }

  #identity(party: Party, line: TemplateResult): TemplateResult {
    return html`${avatar(party)}
      <div class="who">
        <span class="top"><b class="cut" part="name">${nameOf(party, '')}</b></span>
        <span class="sub" part="line">${line}</span>
      </div>`;
  }

  /** Renders the status of a watched contact, else the number. */
  #second(contact: Contact): TemplateResult {
    const lamp = this.#lampOf(contact);
    if (lamp) {
      const view = lampView(lamp, this.localize);
      return html`<span data-tone=${view.tone}>${shape(view.shape)}</span><span class="cut">${view.words}</span>`;
    }
    const [first] = contact.numbers;
    return numberView(first?.target, first?.label);
  }

  #lampOf({ numbers, watch }: Contact): Lamp | undefined {
    if (!watch) return undefined;
    return this.phoneState?.lamps.find(({ targets, uri }) =>
      numbers.some(({ target }) => targets.includes(target) || uri === target),
    );
  }

  #buttons(target: string, name: string): TemplateResult {
    const write = html`<button
      class="icon-button"
      part="message"
      type="button"
      aria-label=${this.localize.term('messageNumber', name)}
      ?disabled=${!target}
      @click=${() => this.dispatchEvent(new SipMessageRequestEvent(target))}
    >
      ${icon('message-circle', { size: 'm' })}
    </button>`;
    return html`${this.canMessage ? write : nothing}<button
        class="icon-button"
        part="call"
        type="button"
        aria-label=${this.localize.term('callNumber', name)}
        ?disabled=${!target}
        @click=${() => this.access?.dial(target)}
      >
        ${icon('phone', { size: 'm' })}
      </button>`;
  }

  /** Requests contacts from the page that are not in the list, and shows them below it. */
  async #ask(text: string): Promise<void> {
    const contacts = this.access?.phone.contacts;
    if (!text.trim() || !contacts) return;
    const found = await contacts.suggest(text).catch((): readonly Suggestion[] => []);
    if (text === this.text) this.answered = found.filter(({ from }) => from === 'query');
  }
}

const pictureOf = ({ picture }: Contact): { picture?: string } => (picture === undefined ? {} : { picture });

/** Renders a number, which is shown whole, and its label; the style sheet sets a dot between them. A button with it is the part `number` itself. */
const numberView = (
  target: string | undefined,
  label?: string,
  part: 'number' | typeof nothing = 'number',
): TemplateResult =>
  html`<span class="labelled"
    ><span
      >${label ? html`<span class="cut"><bdi>${label}</bdi></span> ` : nothing}<span class="number" part=${part}
        ><bdi dir="ltr">${target}</bdi></span
      ></span
    ></span
  >`;

const inOrder = (contacts: readonly Contact[]): readonly Contact[] =>
  contacts.toSorted((one, other) => Number(other.favourite ?? false) - Number(one.favourite ?? false));

/** Whether every word is in the name or a label, or the digits are in a number. */
function matches({ name, numbers }: Contact, text: string): boolean {
  const wanted = fold(text).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return true;
  const said = fold([name, ...numbers.flatMap(({ label, target }) => [label ?? '', target])].join(' '));
  if (wanted.every((word) => said.includes(word))) return true;
  const digits = text.replace(/\D/g, '');
  return digits.length > 1 && numbers.some(({ target }) => target.replace(/\D/g, '').includes(digits));
}

/** Removes case and accents: "joao" finds João. */
const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

declare global {
  interface HTMLElementTagNameMap {
    'sip-contacts': SipContacts;
  }
}
