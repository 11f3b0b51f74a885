/**
 * The icon of a telephone alone, for an element that needs no other (Lucide, ISC, see NOTICES.md).
 * Subjects: telephone icon.
 */

import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

export const phoneShape = svg`<path d="M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384"/>`;

let drawn: SVGTemplateResult = phoneShape;

/** Replaces the shape that `phoneIcon()` renders. */
export function replacePhoneShape(shape: SVGTemplateResult): void {
  drawn = shape;
}

export const phoneIcon = (): TemplateResult =>
  html`<svg part="icon" class="icon m fill" viewBox="0 0 24 24" aria-hidden="true">${drawn}</svg>`;
