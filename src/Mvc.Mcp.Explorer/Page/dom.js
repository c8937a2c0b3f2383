// Makes elements. Whatever a server said becomes text here, never markup.

const properties = new Set(['value', 'checked', 'disabled', 'hidden', 'open', 'selected', 'multiple', 'readOnly']);

/** An element with attributes, listeners ("onclick") and children; null and false children are left out. */
export function h(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false)
      continue;
    if (key.startsWith('on'))
      element.addEventListener(key.slice(2), value);
    else if (key === 'class')
      element.className = value;
    else if (key === 'share')
      element.style.setProperty('--share', value);
    else if (properties.has(key))
      element[key] = value;
    else
      element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

let lastId = 0;

/** An id that no other element has. */
export const newId = prefix => `${prefix}-${++lastId}`;

/** A button that does something on this page. */
export const button = (text, onclick, attributes) => h('button', { type: 'button', onclick, ...attributes }, text);

/** A button that copies a text. */
export function copyButton(text, what) {
  const copy = button('Copy', async () => {
    try {
      await navigator.clipboard.writeText(typeof text === 'function' ? text() : text);
      copy.textContent = 'Copied';
    } catch {
      copy.textContent = 'Not allowed here: select it';
    }
    setTimeout(() => { copy.textContent = 'Copy'; }, 2000);
  }, { class: 'small', 'aria-label': `Copy ${what}` });
  return copy;
}

/** A text in a box of its own that can be copied. */
export const codeBlock = (text, what) =>
  h('div', { class: 'code' }, copyButton(text, what), h('pre', { tabindex: '0', role: 'region', 'aria-label': what }, text));

/** Runs work in parts, so that the page answers in between; the result stops it. */
export function inParts(items, size, work) {
  let next = 0;
  let stopped = false;
  const step = () => {
    if (stopped || next >= items.length)
      return;
    work(items.slice(next, next += size));
    setTimeout(step);
  };
  step();
  return () => { stopped = true; };
}

/** Shows a dialog and gives the button that closed it, which is the last one for Enter in a field; an empty string if it was left. */
export function ask(title, content, buttons, attributes) {
  const id = newId('dialog');
  const dialog = h('dialog', { 'aria-labelledby': id, ...attributes },
    h('h2', { id }, title),
    h('form', { method: 'dialog', novalidate: true }, content,
      h('div', { class: 'actions' }, buttons.map(([value, text, kind], index) =>
        h('button', { value, class: kind, type: index < buttons.length - 1 ? 'button' : 'submit', autofocus: kind === 'safe', onclick: () => dialog.close(value) }, text)))));
  document.body.append(dialog);
  return new Promise(resolve => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
    dialog.showModal();
  });
}
