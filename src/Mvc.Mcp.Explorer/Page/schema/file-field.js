// A file: chosen on this machine, sent as base64.
import { h } from '../dom.js';
import { bytes } from '../text.js';
import { labelled } from './labelled.js';

/** The field of a file. */
export function fileField(schema, place) {
  let value;
  const state = h('span', { class: 'quiet', role: 'status' });
  const input = h('input', { type: 'file', onchange: async () => {
    const file = input.files[0];
    value = file && { fileName: file.name, ...(file.type ? { contentType: file.type } : {}), data: base64(new Uint8Array(await file.arrayBuffer())) };
    say();
  } });
  const element = labelled(schema, place, input);
  element.append(state);
  return { element, read: () => value, write: given => { value = given ?? undefined; input.value = ''; say(); } };

  function say() {
    state.textContent = value ? `${value.fileName ?? 'A file'}: ${bytes(value.data.length * 3 / 4 | 0)}` : '';
  }
}

function base64(content) {
  let binary = '';
  for (let i = 0; i < content.length; i += 0x8000)
    binary += String.fromCharCode(...content.subarray(i, i + 0x8000));
  return btoa(binary);
}
