/**
 * The page for a frame (embed.html): a phone whose kind and options stand in the fragment of its URL. The page that frames or opens it writes
 * the fragment, so it is a mark: the script tag of the loader says what it may set, and which origins may embed the page and use its phone.
 *
 * `embed.html#layout=compact&lang=de`, `embed.html#element=click-to-call&target=sales`
 * Subjects: embed.html; who may frame the phone; fragment of embed.html.
 */

import { mayEmbed } from './embedding-origin.js';

/** Elements that the fragment can name. */
const KINDS = ['phone', 'click-to-call'];
const KEY = /^[a-z][a-z-]*$/;

const script = document.querySelector('script[src*="sip-loader"]');
const origins = script?.getAttribute('data-sip-origins') ?? '';
const mark = document.createElement('div');
mark.id = 'phone';

/** Writes the fragment into the mark; the loader follows its attributes. */
function read(): void {
  const given = new Map(new URLSearchParams(location.hash.slice(1)));
  const kind = given.get('element') ?? 'phone';
  given.delete('element');
  for (const { name } of [...mark.attributes])
    if (name.startsWith('data-sip-') && name !== 'data-sip-state' && !given.has(name.slice(9)))
      mark.removeAttribute(name);
  for (const [key, value] of given) if (KEY.test(key) && key !== 'state') mark.setAttribute(`data-sip-${key}`, value);
  mark.setAttribute('data-sip', KINDS.includes(kind) ? kind : 'phone');
}

/** Whether the page is in no frame, or all pages around it may embed it: another one could lead the clicks of the user. */
function isAllowed(): boolean {
  if (window === window.top) return true;
  const around = location.ancestorOrigins ?? [URL.canParse(document.referrer) ? new URL(document.referrer).origin : ''];
  return mayEmbed([...around], location.origin, origins);
}

/** The side of the frame, for the pages that may use the phone. */
function serve(): void {
  if (!origins.trim()) return;
  const guest = document.createElement('sip-frame');
  guest.setAttribute('origins', origins);
  // The loader derives the id of the element from that of its mark.
  guest.setAttribute('for', 'phone-sip');
  document.body.append(guest);
}

if (isAllowed()) {
  read();
  serve();
  addEventListener('hashchange', read);
} else {
  mark.textContent = 'data-sip-origins of this page does not name each page around it.';
}
document.body.append(mark);
