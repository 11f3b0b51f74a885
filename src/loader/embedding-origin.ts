/**
 * Whether a page may embed the page for a frame.
 * Subjects: page around embed.html, permitted.
 */

/**
 * @param around the origin of the page around; empty where the browser does not tell it (`referrerpolicy="no-referrer"` in Firefox)
 * @param own the origin of the page for a frame
 * @param origins `data-sip-origins`; empty until the page is filled in
 */
export function mayEmbed(around: string, own: string, origins: string): boolean {
  return around !== '' && [own, ...origins.split(/[\s,]+/)].includes(around);
}
