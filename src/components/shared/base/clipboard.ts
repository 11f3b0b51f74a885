/**
 * Copies text of an element to the clipboard (Clipboard API). Resolves with whether the browser allowed it.
 * Subjects: copy to the clipboard; download of a text file.
 */
export async function copyText(text: string, from: Element): Promise<boolean> {
  try {
    // A window may write only while it has the focus: the one that shows the element.
    await (from.ownerDocument.defaultView ?? window).navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Downloads `text` as a text file. */
export function downloadText(name: string, text: string): void {
  download(new File([text], name, { type: 'text/plain;charset=utf-8' }));
}

/** Downloads a file. */
export function download(file: File): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  // Revoke the URL after the browser has started the download.
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
