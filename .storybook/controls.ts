/** Sets what a control of the catalogue changes: a custom property, a property or an attribute of the element. */
export function setControl(element: Element, name: string, value: unknown): void {
  if (name.startsWith('--')) {
    if (element instanceof HTMLElement) element.style.setProperty(name, String(value ?? ''));
  } else if (name in element) {
    Reflect.set(element, name, value);
  } else if (value === undefined || value === null || value === false) {
    element.removeAttribute(name);
  } else {
    element.setAttribute(name, value === true ? '' : String(value));
  }
}
