/**
 * What the elements use of `ElementInternals` (HTML §4.13.7), in every environment: jsdom and happy-dom lack parts of it or all of it, and
 * so do browsers before Chrome 125, Firefox 126 and Safari 17.4. There `:state()` matches nothing; everything else works.
 * Subjects: ElementInternals, missing; jsdom and old browsers.
 */

import { writeLine } from '../../../sip/base/console.js';

export interface Internals {
  /** As `CustomStateSet`, which the declarations of TypeScript before 5.5 do not name. */
  readonly states: Pick<Set<string>, 'has' | 'add' | 'delete'>;
  /** The form of a form-associated element. */
  readonly form: HTMLFormElement | null;
  setFormValue(value: string): void;
}

let isWarned = false;

export function internalsOf(host: HTMLElement): Internals {
  const native: Partial<ElementInternals> | undefined = host.attachInternals?.();
  if (!native?.states) warn();
  return {
    states: native?.states ?? new Set<string>(),
    get form() {
      return native?.form ?? null;
    },
    setFormValue: (value) => native?.setFormValue?.(value),
  };
}

/** Once in a page; never while a server renders, as it has no document. */
function warn(): void {
  if (isWarned || typeof document === 'undefined') return;
  isWarned = true;
  const text = 'This environment has no custom states (ElementInternals.states), so :state() matches nothing.';
  writeLine('warn', 'sip-elements', text);
}
