/**
 * The place of the function of the chunk `page-call-chunk.ts`, which puts it there when it is evaluated.
 * Subjects: place of the question before a number of the page is called.
 */

import { lateSlot } from '../../../phone/late-slot.js';
import type { Localizer } from '../text/localize.js';

/** A number to call from the content of a page. */
export interface PageCall {
  /** The address or number as the page has it. */
  readonly number: string;
  /** The link or button that the user pressed; undefined: always ask. */
  readonly source: Element | undefined;
  /** The click on it; undefined if it is not known. */
  readonly press: MouseEvent | undefined;
  /** The link was made of a number in the text of the page. */
  readonly isFound?: boolean;
  /** DTMF digits that can be a service code: sent where the button shows them, else refused. */
  readonly isCode?: boolean;
  /** Parent of the dialog, whose design tokens the dialog inherits. */
  readonly root: DocumentFragment | HTMLElement;
  readonly words: Localizer;
  /** Aborted when the requesting element leaves the page. */
  readonly signal?: AbortSignal;
}

type AgreedAddress = (call: PageCall) => Promise<string | undefined>;

export const { supply: supplyPageCall, supplied: suppliedPageCall } = lateSlot<AgreedAddress>();
