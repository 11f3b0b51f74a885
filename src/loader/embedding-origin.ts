/**
 * Whether a page may embed the page for a frame.
 * Subjects: page around embed.html, permitted.
 */

/**
 * @param around the origins of all pages around, as `frame-ancestors` takes them (CSP3 §6.4.2.1): each can lead the clicks of the user; empty
 *   where the browser does not tell one (`referrerpolicy="no-referrer"` in Firefox)
 * @param own the origin of the page for a frame
 * @param origins `data-sip-origins`; empty until the page is filled in
 */
export function mayEmbed(around: readonly string[], own: string, origins: string): boolean {
  const named = [own, ...origins.split(/[\s,]+/)];
  return around.length > 0 && around.every((origin) => origin !== '' && named.includes(origin));
}
