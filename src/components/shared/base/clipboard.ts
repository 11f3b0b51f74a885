/** Text to the clipboard (Clipboard API); resolves with whether that was allowed. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Lets the person keep `text` as a file. */
export function downloadText(name: string, text: string): void {
  download(new File([text], name, { type: 'text/plain;charset=utf-8' }));
}

/** Lets the person keep a file, as the browser does with downloads. */
export function download(file: File): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  // The browser has taken hold of it by the next turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
