// The HTTP request and response as they were, without the token.
import { h } from '../dom.js';
import { jsonBlock } from '../json.js';
import { bytes, name } from '../text.js';

const masked = ([header, value]) => /^authorization$/i.test(header) ? [header, 'Bearer …'] : [header, value];

/** The view of an exchange; its number where a call took several. */
export function exchangeView(exchange, number) {
  const of = number ? ` ${number}` : '';
  return h('div', { class: 'exchange' },
    h('details', null, h('summary', null, `Request${of}`), headers(`POST ${new URL(exchange.url).pathname}`, exchange.requestHeaders.map(masked)), jsonBlock(exchange.requestBody, `Body of request${of}`)),
    h('details', null, h('summary', null, `Response${of}: ${exchange.status || 'none'} ${exchange.statusText}, ${bytes(exchange.responseBody.length)}`),
      headers(`${exchange.status} ${exchange.statusText}`, exchange.responseHeaders), jsonBlock(exchange.responseBody, `Body of response${of}`)));
}

const headers = (first, list) => h('pre', { class: 'headers', tabindex: '0', role: 'region', 'aria-label': first },
  h('strong', null, first), '\n', list.map(([header, value]) => [header, ': ', name(value), '\n']));

