/**
 * Text in XML that is written, apart from the parser, as most pages write none.
 * Subjects: XML escaping.
 */

/** Escapes text for an element or a double-quoted attribute; removes illegal characters (XML 1.0 §2.2). */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (char) => (char === '&' ? '&amp;' : char === '<' ? '&lt;' : char === '>' ? '&gt;' : '&quot;'));
}
