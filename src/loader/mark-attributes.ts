/**
 * Which attributes a mark (`data-sip-…`) gives its element. The content of a page may have untrusted authors, so a mark
 * may set the interface and a few options; the rest comes from the script tag of the loader (docs/security.md).
 * Subjects: what a mark may set; trust of page content; data-sip-… attributes; data-sip-allow; password in a mark, refused;
 * options of the script tag.
 */

import { isUntrusted } from '../components/shared/page-calls/untrusted.js';
import { CLICK_TO_CALL_OPTIONS, PAGE_OPTIONS } from './option-attributes.js';

const words = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);

/** The keys that command the phone (`<sip-hotkeys>`), such as one that answers. */
const KEYS = words('answer decline ignore hang-up mute hold swap merge split record');
/** Only the script tag sets these, unless the page trusts its marks. */
const PAGE = [...words(PAGE_OPTIONS), ...KEYS, 'credentials-src', 'origins', 'no-history', 'message'];
/** Elements that no mark creates, unless the page trusts its marks: `provision` takes the server of a link that anybody can write. */
const OF_PAGE = ['provision'];
/** A mark may set these to addresses that the page allows; URLs also to those of an origin that it allows. */
const URLS = ['server', 'src'];
/** What is called, subscribed to or sent as digits; `value` is the number in the field, which a call button calls. */
const ADDRESSES = [...URLS, ...words('target target-on lamp number peer value digits')];
/** What the loader itself reads or writes at a mark. */
const OF_LOADER = ['state', 'failed'];
/** No `data-sip-…` sets these. */
const NEVER = ['password'];

/** Elements with a phone of their own: they get the options of the script tag. */
const PHONES = ['phone', 'dock', 'provider'];

export interface PageSettings {
  /** Options of the script tag for every phone that a mark creates, by attribute. */
  readonly options: ReadonlyMap<string, string>;
  /** Addresses and origins that marks may name; `*`: the page trusts its marks. */
  readonly allow: readonly string[];
}

/** Reads `data-sip-…` of the script tag of the loader. */
export function pageSettings(script: Element | null): PageSettings {
  const options = new Map([...given(script)].filter(([, value]) => value.trim() !== ''));
  return { options, allow: words(options.get('allow') ?? '') };
}

interface Verdict {
  /** Attributes of the element. */
  readonly attributes: ReadonlyMap<string, string>;
  /** The page does not allow the mark, or an address in it: it gets no element. */
  readonly refused: boolean;
}

/** Decides on the attributes of a mark for the element `sip-<name>`, which is registered. */
export function attributesFor(mark: Element, name: string, page: PageSettings): Verdict {
  const isButton = name === 'click-to-call';
  const ownPhone = PHONES.includes(name) || (isButton && !hasPhone(mark));
  const known = knownAttributes(name, isButton && ownPhone);
  const attributes = new Map<string, string>();
  if (ownPhone) for (const [key, value] of page.options) if (known.has(key)) attributes.set(key, value);
  const isTrusted = page.allow.includes('*');
  const isOfOthers = isUntrusted(mark);
  if (isOfOthers || (OF_PAGE.includes(name) && !isTrusted)) {
    warnOf(`data-sip="${name}"`, isOfOthers ? 'it is in data-sip-untrusted' : 'a mark cannot create this element');
    return { attributes, refused: true };
  }
  for (const [key, value] of given(mark)) {
    if (OF_LOADER.includes(key)) continue;
    if (!known.has(key) || (PAGE.includes(key) && !isTrusted)) {
      warnOf(`data-sip-${key}`, 'a mark cannot set it');
      continue;
    }
    // A button with the phone of the user asks the user, who sees the number; one with a phone of its own calls at the cost of the page.
    const isFree = isTrusted || !ADDRESSES.includes(key) || (isButton && key === 'target' && !ownPhone);
    if (!isFree && !isAllowed(key, value, page.allow)) {
      warnOf(`data-sip-${key}`, 'data-sip-allow of the script tag of the loader does not name this address');
      return { attributes, refused: true };
    }
    attributes.set(key, key === 'for' ? elementId(value) : value);
  }
  if (mark.id) attributes.set('id', elementIdOf(mark));
  if (!ownPhone && name !== 'frame' && !hasPhone(mark)) nameFirstPhone(attributes);
  return { attributes, refused: false };
}

/** The attributes of the element but those that no mark sets. */
function knownAttributes(name: string, createsPhone: boolean): Set<string> {
  const { observedAttributes = [] } = (customElements.get(`sip-${name}`) ?? {}) as { observedAttributes?: string[] };
  const passedOn = createsPhone ? [...words(CLICK_TO_CALL_OPTIONS), 'credentials-src'] : [];
  return new Set([...observedAttributes, ...passedOn].filter((key) => !NEVER.includes(key)));
}

/** The id of the element of a mark with an id. */
const elementIdOf = ({ id }: Element): string => `${id}-sip`;

/** The id of a phone: of the element, where a mark is named. */
function elementId(id: string): string {
  const named = document.getElementById(id);
  return named?.hasAttribute('data-sip') ? elementIdOf(named) : id;
}

/** Whether each address is one of the list; a URL, whether its origin is in the list or its host that of the page. */
const isAllowed = (key: string, value: string, allow: readonly string[]): boolean =>
  words(value).every((address) => allow.includes(address) || (URLS.includes(key) && isOfOrigin(address, allow)));

function isOfOrigin(address: string, allow: readonly string[]): boolean {
  if (!URL.canParse(address, document.baseURI)) return false;
  const { origin, host } = new URL(address, document.baseURI);
  return host !== '' && (host === location.host || allow.includes(origin));
}

export const PHONE_TAGS = PHONES.map((name) => `sip-${name}`).join();

/** An element without a phone uses the first one of the page. */
function nameFirstPhone(attributes: Map<string, string>): void {
  const phone = document.querySelector(PHONE_TAGS);
  if (!phone) return;
  phone.id ||= 'sip-phone-of-page';
  attributes.set('for', phone.id);
}

const PHONE_SELECTOR = PHONES.flatMap((name) => [`sip-${name}`, `[data-sip="${name}"]`]).join();

/** Whether the mark names a phone, or is inside one. */
const hasPhone = (mark: Element): boolean =>
  mark.hasAttribute('data-sip-for') || Boolean(mark.parentElement?.closest(PHONE_SELECTOR));

/** `data-sip-…` of an element, by the rest of the name. */
function given(element: Element | null): Map<string, string> {
  const own = [...(element?.attributes ?? [])].filter(({ name }) => name.startsWith('data-sip-'));
  return new Map(own.map(({ name, value }) => [name.slice(9), value]));
}

const warned = new Set<string>();

/** Tells the author of the page, once for each attribute and reason, why it has no effect; without its value, which can be a secret. */
function warnOf(attribute: string, reason: string): void {
  const text = `sip-loader: ${attribute} has no effect: ${reason}.`;
  // oxlint-disable-next-line no-console -- the logger of the package comes with its code
  if (!warned.has(text)) console.warn(text);
  warned.add(text);
}
