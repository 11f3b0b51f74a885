/**
 * Calls to numbers from the content of a page: the user sees the number and agrees first (RFC 3966 §11). The chunk supplies its
 * function when it is evaluated.
 * Subjects: question before a number of the page is called; confirmation dialog of a link.
 */

import { adoptStyles, css, html, render, type CSSResultOrNative, type TemplateResult } from 'lit';
import { base } from '../styles/base.styles.js';
import type { Localizer } from '../text/localize.js';
import { supplyPageCall, type PageCall } from './page-call-slot.js';
import { readPageNumber } from './page-number.js';
import { showsNumber, textShownBy } from './shown-number.js';
import { tokens } from '../styles/tokens.styles.js';

const styles = css`
  :host {
    display: contents;
  }
  dialog {
    inline-size: min(360px, calc(100vw - 32px));
    margin: auto;
    padding: 24px;
    border: 0;
    border-radius: var(--_radius-l);
    background: var(--_color-surface);
    color: var(--_color-text);
    box-shadow: var(--_shadow-2);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.4);
  }
  h2 {
    font-size: var(--_text-l);
    line-height: 24px;
    font-weight: var(--_weight-strong);
    text-wrap: balance;
  }
  .number {
    margin-block: 12px;
    font-size: var(--_text-xl);
    line-height: 1.28;
    font-weight: var(--_weight-strong);
    overflow-wrap: anywhere;
  }
  .keys {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 24px;
  }
  .keys .button {
    flex: 1;
  }
  @media (forced-colors: active) {
    dialog {
      border: 1px solid CanvasText;
    }
  }
`;

const STYLES: readonly CSSResultOrNative[] = [...tokens, ...base, styles];

/** The open dialog; at most one is open at a time. */
let open: HTMLDialogElement | undefined;

async function agreedAddress(call: PageCall): Promise<string | undefined> {
  const number = readPageNumber(call.number);
  const shown = call.source && textShownBy(call.source, call.press);
  // The text that the number was found in.
  const text = shown && call.isFound ? call.number : shown;
  if (call.isCode && text?.trim() === call.number) return call.number;
  if (number.kind === 'number' && text !== undefined && showsNumber(text, number)) return number.address;
  const agreed = await ask(call, (close) =>
    number.kind === 'number' ? question(call.words, number.shown, close) : refusal(call.words, number.shown, close),
  );
  return agreed && number.kind === 'number' ? number.address : undefined;
}

type Close = (agreed: boolean) => void;

function question(words: Localizer, number: string, close: Close): TemplateResult {
  // Ignore the second click of a double click on a link.
  const agree = ({ detail }: MouseEvent): void => void (detail <= 1 && close(true));
  return html`<h2 id="title">${words.term('callThisNumber')}</h2>
    <p id="number" class="number"><bdi dir="ltr">${number}</bdi></p>
    <p id="why" class="muted">${words.term('callThisNumberWhy')}</p>
    <div class="keys">
      <button class="button tall" type="button" autofocus @click=${() => close(false)}>${words.term('cancel')}</button>
      <button class="button tall call" type="button" @click=${agree}>${words.term('call')}</button>
    </div>`;
}

function refusal(words: Localizer, code: string, close: Close): TemplateResult {
  return html`<h2 id="title">${words.term('serviceCode')}</h2>
    <p id="number" class="number"><bdi dir="ltr">${code}</bdi></p>
    <p id="why" class="muted">${words.term('serviceCodeWhy')}</p>
    <div class="keys">
      <button class="button tall" type="button" autofocus @click=${() => close(false)}>${words.term('close')}</button>
    </div>`;
}

async function ask(call: PageCall, content: (close: Close) => TemplateResult): Promise<boolean> {
  const { root, words, signal } = call;
  if (open?.open || signal?.aborted) return false;
  const host = document.createElement('div');
  host.lang = words.lang();
  const shadow = host.attachShadow({ mode: 'open' });
  adoptStyles(shadow, [...STYLES]);
  let agreed = false;
  const close: Close = (answer) => {
    agreed = answer;
    open?.close();
  };
  const template = html`<span class="probe"></span>
    <dialog role="alertdialog" dir=${words.dir()} aria-labelledby="title" aria-describedby="number why">
      ${content(close)}
    </dialog>`;
  render(template, shadow);
  const dialog = shadow.querySelector('dialog')!;
  open = dialog;
  signal?.addEventListener('abort', () => dialog.close(), { once: true });
  return new Promise((resolve) => {
    dialog.addEventListener(
      'close',
      () => {
        if (open === dialog) open = undefined;
        host.remove();
        resolve(agreed);
      },
      { once: true },
    );
    show(dialog, host, root);
  });
}

/** Opens the dialog in `root`; in the body if `root` is not rendered, as an invisible modal dialog would block the page. */
function show(dialog: HTMLDialogElement, host: HTMLElement, root: DocumentFragment | HTMLElement): void {
  root.append(host);
  const probe = host.shadowRoot?.querySelector('.probe');
  if (!probe?.checkVisibility({ visibilityProperty: true })) document.body.append(host);
  dialog.showModal();
}

supplyPageCall(agreedAddress);
