// One content of a result: text, image, audio, file.
import { h } from '../dom.js';
import { jsonBlock } from '../json.js';
import { bytes, long, name } from '../text.js';

/** The view of a content. */
export function contentView(content) {
  switch (content.type ?? 'resource') {
    case 'text': return textView(content.text ?? '');
    case 'image': return media(content, url => h('img', { src: url, alt: 'The image of the result', class: 'picture' }));
    case 'audio': return media(content, url => h('audio', { src: url, controls: true, 'aria-label': 'The sound of the result' }));
    case 'resource': return fileView(content.resource ?? content);
    case 'resource_link': return h('p', null, 'Resource: ', h('code', null, name(content.uri ?? '')), ' ', name(content.name ?? ''));
    default: return jsonBlock(content, 'Content');
  }
}

function textView(text) {
  const trimmed = text.trimStart();
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) {
    try {
      JSON.parse(text);
      return jsonBlock(text, 'Text');
    } catch {
      // It only looks like JSON.
    }
  }
  return long(text, { class: 'prose text' });
}

function media({ data = '', mimeType = '' }, view) {
  const content = decode(data);
  return content
    ? h('figure', null, view(URL.createObjectURL(new Blob([content], { type: mimeType }))), h('figcaption', { class: 'quiet' }, name(mimeType), `, ${bytes(content.length)}`))
    : h('p', { class: 'bad' }, 'The data is not base64.');
}

function fileView({ uri = '', mimeType = '', text, blob }) {
  if (text !== undefined)
    return h('figure', null, h('figcaption', { class: 'quiet' }, name(uri), ' ', name(mimeType)), textView(text));
  const content = decode(blob ?? '');
  if (!content)
    return h('p', { class: 'bad' }, 'The data is not base64.');
  // Whatever it says it is, the browser is to keep it and not to open it as a page of this origin.
  const url = URL.createObjectURL(new Blob([content], { type: 'application/octet-stream' }));
  const fileName = decodeURIComponentSafely(uri.split(/[?#]/)[0].split('/').pop()) || 'file';
  return h('p', { class: 'file' }, h('a', { href: url, download: fileName }, 'Save ', name(fileName)), ' ', h('span', { class: 'quiet' }, name(mimeType), `, ${bytes(content.length)}`));
}

function decode(data) {
  try {
    return Uint8Array.from(atob(data), character => character.charCodeAt(0));
  } catch {
    return null;
  }
}

function decodeURIComponentSafely(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
